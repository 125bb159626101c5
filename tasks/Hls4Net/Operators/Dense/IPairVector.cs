namespace Hls4Net.Operators;

/// <summary>
/// What a matrix kernel needs of a processor: 32-bit lanes that hold pairs of 16-bit integers or sums.
/// All implementations compute modulo 2^32, so they give the same bits.
/// </summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IPairVector<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Joins two rows of a block: sample s of both becomes pair s, the even row in the low half.</summary>
    static abstract void Interleave(short* even, short* odd, int* pairs);

    /// <summary>Reads a vector.</summary>
    static abstract TVector Load(int* source);

    /// <summary>Writes a vector.</summary>
    static abstract void Store(TVector vector, int* destination);

    /// <summary>One pair in all lanes.</summary>
    static abstract TVector Broadcast(int pair);

    /// <summary>In every lane: sum.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>In every lane: the bits that both have.</summary>
    static abstract TVector And(TVector left, TVector right);

    /// <summary>In every lane: shifted, the sign following.</summary>
    static abstract TVector ShiftRight(TVector value, int bits);

    /// <summary>In every lane: the value, or the limit that it is beyond.</summary>
    static abstract TVector Clamp(TVector value, TVector least, TVector most);

    /// <summary>Writes the lanes of two vectors, one after the other, as 16-bit integers, which hold them.</summary>
    static abstract void StoreHalves(TVector first, TVector second, short* destination);

    /// <summary>In every half: sum modulo 2^16.</summary>
    static abstract TVector AddHalves(TVector left, TVector right);

    /// <summary>In every half: shifted, the sign following.</summary>
    static abstract TVector ShiftRightHalves(TVector value, int bits);

    /// <summary>In every half: the value, or the limit that it is beyond.</summary>
    static abstract TVector ClampHalves(TVector value, TVector least, TVector most);

    /// <summary>
    /// In every half: sum + low byte · low byte + high byte · high byte, modulo 2^16; pairs are unsigned, weights signed. The two
    /// products must add up to 16 bits: where they do not, processors saturate.
    /// </summary>
    static abstract TVector MultiplyBytesAdd(TVector sums, TVector pairs, TVector weights);

    /// <summary>In every lane: sum + low half · low half + high half · high half.</summary>
    static abstract TVector MultiplyAdd(TVector sum, TVector pairs, TVector weights);

    /// <summary>In every half: sum + the high 16 bits of the product, modulo 2^16.</summary>
    static abstract TVector MultiplyHighAdd(TVector sums, TVector values, TVector weights);

    /// <summary>In every half: sum + product, modulo 2^16.</summary>
    static abstract TVector MultiplyLowAdd(TVector sums, TVector values, TVector weights);
}
