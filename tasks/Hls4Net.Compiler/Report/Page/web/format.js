// Numbers for people.
const least = figure => typeof figure === "object" && figure !== null ? figure.least : figure;
const most = figure => typeof figure === "object" && figure !== null ? figure.most : figure;
const whole = number => Math.abs(number) >= 1e6 ? (number / 1e6).toLocaleString("en", { maximumFractionDigits: 2 }) + " M" : number.toLocaleString("en", { maximumFractionDigits: 1 });
const figure = value => value === null || value === undefined ? "–" : least(value) === most(value) ? whole(most(value)) : `${whole(least(value))}–${whole(most(value))}`;
const real = number => number === null || number === undefined ? "–" : number === 0 ? "0" : Math.abs(number) >= 1e5 || Math.abs(number) < 1e-4 ? number.toExponential(2) : String(Number(number.toPrecision(4)));
const percent = part => part === null || part === undefined ? "–" : part === 0 ? "0 %" : part < 1e-4 ? "< 0.01 %" : `${Number((100 * part).toPrecision(3))} %`;
const shape = dimensions => dimensions.length === 0 ? "scalar" : dimensions.join(" × ");
// A type without what is the rule; on a card without its modes.
const shortType = type => type.replace(/,WRAP>$/, ">").replace(/,TRN>$/, ">");
const bareType = type => type.replace(/^(u?fixed<-?\d+,-?\d+),.*$/, "$1>");
const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

// What became of a figure of which less is better. Words beside the colour: not everyone sees it.
const change = (now, before) => {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  if (now === before) return el("span", { class: "muted" }, "as before");
  const ratio = now / before, part = before === 0 ? "" : ratio >= 3 ? ` ${Number(ratio.toPrecision(2))} times` : ` ${Number((100 * Math.abs(ratio - 1)).toPrecision(2))} %`;
  return now < before ? el("span", { class: "good" }, `▼${part} better`) : el("span", { class: "bad" }, `▲${part} worse`);
};
