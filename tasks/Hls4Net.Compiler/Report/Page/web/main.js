// The theme, the section that one is in, and the first layer to show.
const theme = section("theme"), root = document.documentElement;
const themes = { system: "Theme: system", light: "Theme: light", dark: "Theme: dark" };
const setTheme = name => {
  if (name === "system") root.removeAttribute("data-theme"); else root.dataset.theme = name;
  theme.textContent = themes[name];
  theme.dataset.theme = name;
  // Files opened from disk may have no storage; the page does without.
  try { localStorage.setItem("hls4net-theme", name); } catch { /* as above */ }
};
let stored = "system";
try { stored = localStorage.getItem("hls4net-theme") ?? stored; } catch { /* as above */ }
setTheme(stored in themes ? stored : "system");
theme.addEventListener("click", () => setTheme(Object.keys(themes)[(Object.keys(themes).indexOf(theme.dataset.theme) + 1) % 3]));

const links = [...document.querySelectorAll(".top nav a")];
const watcher = new IntersectionObserver(entries => {
  const seen = entries.filter(entry => entry.isIntersecting).map(entry => entry.target.id);
  if (seen.length > 0) links.forEach(link => link.getAttribute("href") === "#" + seen[0] ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
}, { rootMargin: "-80px 0px -70% 0px" });
document.querySelectorAll("main > section").forEach(part => watcher.observe(part));

choose(layers.reduce((a, layer) => layerError(layer) > layerError(layers[a]) ? layer.index : a, 0));
root.dataset.ready = String(layers.length);
