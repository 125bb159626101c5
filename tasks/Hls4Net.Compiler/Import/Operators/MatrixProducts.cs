using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>MatMul and Gemm: one operand is data, the other a constant matrix; they become <see cref="Dense"/>.</summary>
internal static class MatrixProducts
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("MatMul", 1)
        {
            Inputs = [new("A"), new("B")],
            Import = MatMul,
            Fold = node => Multiply(node, node.Constant(0), node.Constant(1)),
        },
        Gemm(7, bias: true),
        Gemm(11, bias: false),
    ];

    private static OnnxOperator Gemm(int since, bool bias) => new("Gemm", since)
    {
        Inputs = [new("A"), new("B"), new("C", Optional: !bias)],
        Attributes =
        [
            OnnxAttribute.Float("alpha", 1), OnnxAttribute.Float("beta", 1),
            OnnxAttribute.Int("transA", 0), OnnxAttribute.Int("transB", 0),
        ],
        Limits = "A and B not both constant where C is data.",
        Import = Gemm,
        Fold = FoldGemm,
    };

    private static void MatMul(OperatorNode node)
    {
        var (a, b) = (node.Input(0), node.Input(1));
        if (a.Constant is null && b.Constant is not null && IsMatrix(b.Constant))
        {
            var weight = Matrix(node, b.Constant);
            var vector = b.Rank == 1;
            var (shape, batch) = Product(node, a, weight, vector, Math.Max(a.Rank, b.Rank));
            node.Emit(Layer(node, weight, null), [Rows(node, a, weight)], shape, batch);
        }
        else if (a.Constant is not null && IsMatrix(a.Constant) && IsColumn(b))
        {
            var weight = Transposed(Matrix(node, a.Constant, column: false));
            var (shape, batch) = Column(node, b, weight.Shape[1]);
            node.Emit(Layer(node, weight, null), [Vector(node, b, weight)], shape, batch);
        }
        else if (a.Constant is { Shape.Count: >= 2 } && IsMatrix(a.Constant) && b.BatchAxis < b.Rank - 2)
        {
            // W · x: the product of each column with the rows of W.
            var weight = Transposed(Matrix(node, a.Constant, column: false));
            if (b.Shape[^2] != weight.Shape[0])
            {
                throw node.Mismatch($"a matrix of {weight.Shape[0]} columns cannot be multiplied by data of shape {Show(b.Shape)}");
            }

            int[] shape = [.. Enumerable.Repeat(1, Math.Max(a.Rank - b.Rank, 0)), .. b.Shape.SkipLast(2), weight.Shape[1], b.Shape[^1]];
            var made = AxisLast.Apply(
                node, SampleAxes.Tensor(node, b), SampleAxes.Of(node, b, b.Rank - 2), turned => node.EmitInner(Layer(node, weight, null), node.OutputName(0), turned));
            var batch = Broadcasting.BatchAxis(b, shape.Length);
            node.Alias(new ImportedValue(node.Reshaped(made, ImportedValue.SampleShape(shape, batch)), shape, batch));
        }
        else
        {
            RequireFinite(node);
            Contractions.MatMul(node, a, b);
        }
    }

    private static bool IsMatrix(ConstantTensor constant) => constant.Shape.SkipLast(2).All(d => d == 1);

    private static bool IsColumn(ImportedValue x) => x.Rank < 2 || (x.Shape[^1] == 1 && x.Shape.SkipLast(2).All(d => d == 1));

    private static void RequireFinite(OperatorNode node)
    {
        for (var i = 0; i < 2; i++)
        {
            if (node.Input(i).Constant is not null)
            {
                _ = node.Weight(i);
            }
        }
    }

    private static void Gemm(OperatorNode node)
    {
        var (a, b) = (node.Input(0), node.Input(1));
        if (a.Rank != 2 || b.Rank != 2)
        {
            throw node.Mismatch($"A has shape {Show(a.Shape)} and B {Show(b.Shape)}; both need two dimensions");
        }

        if (a.Constant is not null && b.Constant is not null)
        {
            throw node.Unsupported("A and B are both constant and only C is data; compute their product before export and add it");
        }

        var (transA, transB) = (node.Int("transA") != 0, node.Int("transB") != 0);
        if ((a.Constant is null && b.Constant is null) || (a.Constant is not null && !(transB ? b.Shape[0] == 1 : b.Shape[1] == 1)))
        {
            GemmOfData(node, a, transA, b, transB);
            return;
        }

        ConstantTensor weight;
        ImportedValue x;
        int[] shape;
        int batch;
        Tensor input;
        if (a.Constant is null)
        {
            x = Turned(node, a, transA, "A");
            weight = node.Weight(1);
            weight = Scaled(transB ? Transposed(weight) : weight, node.Float("alpha"));
            (shape, batch) = Product(node, x, weight, vector: false, 2);
            input = Rows(node, x, weight);
        }
        else
        {
            x = Turned(node, b, transB, "B");
            weight = node.Weight(0);
            weight = Scaled(transA ? weight : Transposed(weight), node.Float("alpha"));
            (shape, batch) = Column(node, x, weight.Shape[1]);
            input = Vector(node, x, weight);
        }

        AddBias(node, weight, input, shape, batch);
    }

    /// <summary>beta · C: inside the layer where it is one offset per output, else behind it.</summary>
    private static void AddBias(OperatorNode node, ConstantTensor weight, Tensor input, int[] shape, int batch)
    {
        var beta = node.Float("beta");
        if (node.Optional(2) is not { } c || beta == 0)
        {
            node.Emit(Layer(node, weight, null), [input], shape, batch);
            return;
        }

        if (!Broadcasting.Shape(node, c.Shape, shape).SequenceEqual(shape))
        {
            throw node.Mismatch($"C of shape {Show(c.Shape)} does not broadcast to {Show(shape)}");
        }

        if (c.Constant is null)
        {
            var product = node.EmitInner(Layer(node, weight, null), input);
            product = node.Reshaped(product, ImportedValue.SampleShape(shape, batch));
            var addend = beta == 1 ? c.Tensor! : node.EmitInner(
                new BatchNormalization($"{node.Name}_beta", new WeightTensor("scale", new TensorShape(1), [beta], "beta"), null), c.Tensor!);
            node.Emit(new Merge($"{node.Name}_add", MergeOperation.Add), [product, addend], shape, batch);
            return;
        }

        var constant = Scaled(node.Weight(2), beta);
        var outputs = weight.Shape[1];
        var values = Broadcasting.Repeating(node, constant, shape);
        if (outputs % values.Length == 0)
        {
            double[] bias = values.Length == outputs ? values : [.. Enumerable.Range(0, outputs).Select(i => values[i % values.Length])];
            node.Emit(Layer(node, weight, new WeightTensor("bias", new TensorShape(outputs), bias, constant.Origin)), [input], shape, batch);
            return;
        }

        var made = node.EmitInner(Layer(node, weight, null), input);
        var shift = new WeightTensor("bias", new TensorShape(values.Length), values, constant.Origin);
        node.Emit(new BatchNormalization($"{node.Name}_bias", null, shift), [made], shape, batch);
    }

    private static Dense Layer(OperatorNode node, ConstantTensor weight, WeightTensor? bias) =>
        new(node.Name, new WeightTensor("weight", new TensorShape([.. weight.Shape]), weight.Reals, weight.Origin) { Steps = weight.Steps }, bias);

    /// <summary>Shape and batch axis of data · matrix.</summary>
    private static (int[] Shape, int BatchAxis) Product(OperatorNode node, ImportedValue x, ConstantTensor weight, bool vector, int rank)
    {
        if (x.Rank == 0 || x.Shape[^1] != weight.Shape[0])
        {
            throw node.Mismatch($"data of shape {Show(x.Shape)} cannot be multiplied by a matrix of {weight.Shape[0]} rows and {weight.Shape[1]} columns");
        }

        if (x.BatchAxis == x.Rank - 1)
        {
            throw node.Unsupported("it would sum over the batch");
        }

        // A vector counts as one row, and that row is dropped again.
        var ones = x.Rank == 1 ? Math.Max(rank - 2, 0) : rank - x.Rank;
        var front = new int[ones + Math.Max(x.Rank - 1, 0)];
        for (var axis = 0; axis < front.Length; axis++)
        {
            front[axis] = axis < ones ? 1 : x.Shape[axis - ones];
        }

        int[] shape = vector ? front : [.. front, weight.Shape[1]];
        return (shape, x.BatchAxis < 0 ? -1 : x.BatchAxis + rank - x.Rank);
    }

    /// <summary>Shape and batch axis of matrix · data, for data of one column.</summary>
    private static (int[] Shape, int BatchAxis) Column(OperatorNode node, ImportedValue x, int rows)
    {
        if (x.Rank > 1 && (x.Shape[^1] != 1 || x.Shape.SkipLast(2).Any(d => d != 1)))
        {
            throw node.Unsupported($"a constant multiplied by data of shape {Show(x.Shape)} from the left is supported for one column only; transpose both operands and exchange them");
        }

        if (x.BatchAxis == Math.Max(x.Rank - 2, 0))
        {
            throw node.Unsupported("it would sum over the batch");
        }

        return x.Rank == 1 ? ([rows], -1) : ([.. x.Shape.SkipLast(2), rows, 1], x.BatchAxis);
    }

    private static Tensor Rows(OperatorNode node, ImportedValue x, ConstantTensor weight)
    {
        var sample = x.Tensor!.Shape;
        return node.Reshaped(x.Tensor, sample[^1] == weight.Shape[0] ? sample : new TensorShape(sample.Count / weight.Shape[0], weight.Shape[0]));
    }

    private static Tensor Vector(OperatorNode node, ImportedValue x, ConstantTensor weight) =>
        x.Count == weight.Shape[0] ? node.Reshaped(x.Tensor!, new TensorShape(x.Count))
            : throw node.Mismatch($"a matrix of {weight.Shape[0]} columns cannot be multiplied by data of shape {Show(x.Shape)}");

    /// <summary>alpha · A · B + beta · C where the product is not one of data and weights.</summary>
    private static void GemmOfData(OperatorNode node, ImportedValue a, bool transA, ImportedValue b, bool transB)
    {
        RequireFinite(node);
        var (alpha, beta) = (node.Float("alpha"), node.Float("beta"));
        if (alpha != 1 || (node.Optional(2) is not null && beta != 0))
        {
            throw node.Unsupported("alpha, and C, are supported where A or B is a weight; write the product of data as MatMul, and scale and add behind it");
        }

        int[] left = transA ? [1, 0] : [0, 1], right = transB ? [2, 1] : [1, 2];
        if (a.Shape[transA ? 0 : 1] != b.Shape[transB ? 1 : 0])
        {
            throw node.Mismatch($"matrices of shapes {Show(a.Shape)} and {Show(b.Shape)} cannot be multiplied");
        }

        int[] shape = [a.Shape[transA ? 1 : 0], b.Shape[transB ? 0 : 1]];
        int[] labels = [a.BatchAxis < 0 ? -1 : left[a.BatchAxis], b.BatchAxis < 0 ? -1 : right[b.BatchAxis]];
        Contractions.Emit(node, node.Name, a, left, b, right, [0, 2], shape, Array.IndexOf([0, 2], labels.Max()));
    }

    /// <summary>Data under transposition.</summary>
    private static ImportedValue Turned(OperatorNode node, ImportedValue x, bool transpose, string name)
    {
        if (!transpose)
        {
            return x;
        }

        int[] shape = [x.Shape[1], x.Shape[0]];
        var batch = x.BatchAxis < 0 ? -1 : 1 - x.BatchAxis;
        var tensor = batch >= 0 || shape.Contains(1) ? node.Reshaped(x.Tensor!, ImportedValue.SampleShape(shape, batch))
            : node.EmitInner(new Transpose($"{node.Name}_{name}_transposed", [1, 0]), x.Tensor!);
        return new ImportedValue(tensor, shape, batch);
    }

    /// <summary>A constant operand of MatMul as a matrix: finite, leading dimensions of 1 dropped, a vector as a column (or row).</summary>
    private static ConstantTensor Matrix(OperatorNode node, ConstantTensor constant, bool column = true)
    {
        node.Weight(constant == node.Optional(0)?.Constant ? 0 : 1);
        return constant.Shape.Count switch
        {
            0 => throw node.Mismatch("a matrix product with a scalar is not defined"),
            1 => constant.Reshaped(column ? [constant.Count, 1] : [1, constant.Count]),
            _ when constant.Shape.SkipLast(2).All(d => d == 1) => constant.Reshaped([.. constant.Shape.TakeLast(2)]),
            _ => throw node.Unsupported($"a stack of matrices {Show(constant.Shape)} is not supported; split it into single products"),
        };
    }

    private static ConstantTensor Transposed(ConstantTensor matrix)
    {
        var (rows, columns) = (matrix.Shape[0], matrix.Shape[1]);
        var places = new int[matrix.Count];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                places[(column * rows) + row] = (row * columns) + column;
            }
        }

        return matrix.Picked([columns, rows], places);
    }

    private static ConstantTensor Scaled(ConstantTensor constant, double factor) => factor == 1 ? constant
        : new ConstantTensor(constant.Origin, constant.Shape, Array.ConvertAll(constant.Reals, v => v * factor))
        {
            Steps = constant.Steps is null ? null : Array.ConvertAll(constant.Steps, step => step * Math.Abs(factor)),
        };

    private static ConstantTensor FoldGemm(OperatorNode node)
    {
        var (a, b) = (node.Constant(0), node.Constant(1));
        if (a.Shape.Count != 2 || b.Shape.Count != 2)
        {
            throw node.Mismatch("A and B need two dimensions");
        }

        a = Scaled(node.Int("transA") != 0 ? Transposed(a) : a, node.Float("alpha"));
        var product = Multiply(node, a, node.Int("transB") != 0 ? Transposed(b) : b);
        if (node.Optional(2) is null)
        {
            return product;
        }

        var c = Broadcasting.Expand(node, Scaled(node.Constant(2), node.Float("beta")), Broadcasting.Shape(node, node.Constant(2).Shape, product.Shape)).Reals;
        return c.Length != product.Count ? throw node.Mismatch("C does not broadcast to the product")
            : new ConstantTensor(product.Origin, product.Shape, [.. product.Reals.Zip(c, (p, q) => p + q)]);
    }

    private static ConstantTensor Multiply(OperatorNode node, ConstantTensor a, ConstantTensor b)
    {
        if (a.Shape.Count != 2 || b.Shape.Count != 2 || a.Shape[1] != b.Shape[0])
        {
            throw node.Unsupported($"a product of constants {Show(a.Shape)} and {Show(b.Shape)} is not computed at build time; only matrices are");
        }

        var (rows, inner, columns) = (a.Shape[0], a.Shape[1], b.Shape[1]);
        Broadcasting.Count(node, [rows, columns], a.Count + b.Count);
        Broadcasting.Count(node, [rows, inner, columns], 1L << 30);
        var product = new double[rows * columns];
        var (left, right) = (a.Reals, b.Reals);
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < inner; k++)
            {
                for (var column = 0; column < columns; column++)
                {
                    product[(row * columns) + column] += left[(row * inner) + k] * right[(k * columns) + column];
                }
            }
        }

        return new ConstantTensor(node.OutputName(0), [rows, columns], product);
    }

    private static string Show(IEnumerable<int> shape) => $"[{string.Join(',', shape)}]";
}
