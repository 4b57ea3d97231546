// What a reader takes away: the picture as SVG or PNG, the outline as Markdown, the page on paper.
const KEPT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size",
  "font-weight", "text-anchor", "direction", "text-decoration-line"];

function fileName(ending) {
  const words = folded(document.querySelector("h1").textContent).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return `${words || "argmap"}.${ending}`;
}

function drawnAlone() {
  // The picture with its looks written into it, so that it needs no page around it.
  const shown = shownPicture(), picture = shown && (shown.pills ? shown : paint(chosen(), new Map(), linkPasses, shown.w));
  if (!picture || !picture.nodes.length) return null;
  const stage = h("div", { class: "stage" }), svg = drawn(picture);
  stage.append(svg);
  $("picture").after(stage);
  stage.id = "stage";
  const style = getComputedStyle(document.body), [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  for (const element of all(".ring, .hit, .fold, title", svg)) element.remove();
  const every = all("*", svg);
  for (const element of every) {
    const looks = getComputedStyle(element);
    for (const name of KEPT) {
      const value = looks.getPropertyValue(name);
      if (value && value !== "none" && value !== "normal") element.setAttribute(name === "text-decoration-line" ? "text-decoration" : name, value);
      else if (name === "fill" && value === "none") element.setAttribute("fill", "none");
    }
  }
  for (const element of every) {
    for (const name of ["class", "tabindex", "role", "aria-pressed", "aria-label", "aria-hidden", "data-c", "data-r"]) element.removeAttribute(name);
  }
  svg.prepend(s("title", null, document.querySelector("h1").textContent), s("rect", { x: -EDGE, y: -EDGE, width, height, fill: style.backgroundColor }));
  made(svg, { xmlns: NS, width, height }, []);
  for (const name of ["role", "aria-label"]) svg.removeAttribute(name);
  stage.remove();
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

function saveSvg() {
  const made = drawnAlone();
  if (made) download(fileName("svg"), "image/svg+xml", `<?xml version="1.0" encoding="UTF-8"?>\n${made.text}\n`);
}

function savePng() {
  const made = drawnAlone();
  if (!made) return;
  const image = new Image(), scale = Math.min(2, 12000 / Math.max(made.width, made.height));
  image.addEventListener("load", () => {
    const canvas = h("canvas", { width: Math.round(made.width * scale), height: Math.round(made.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => download(fileName("png"), "image/png", blob), "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(made.text)}`;
}

const plain = text => flat(text).replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");

function markdownItems(list, depth) {
  return [...list.children].flatMap(item => {
    const words = item.querySelector(".oi"), component = components[words.dataset.c], verb = words.querySelector(".w");
    const rest = item.querySelector("ul") ? markdownItems(item.querySelector("ul"), depth + 1) : [];
    if (!passes(Number(words.dataset.c))) return rest;
    const again = words.classList.contains("again") ? " (told elsewhere here)" : "";
    const line = `${verb ? `*${verb.textContent}* ` : ""}**${plain(component.author)}**, ${component.kind} \\#${component.number}: ${plain(component.label)}${again}`;
    return [`${"  ".repeat(depth)}- ${line}`, ...rest];
  });
}

function markdown() {
  const lines = [`# ${plain(document.querySelector("h1").textContent)}`, "", plain(document.querySelector(".title p").textContent), ""];
  for (const section of all("#outline .os")) {
    if (section.dataset.d && !disputePasses(Number(section.dataset.d))) continue;
    lines.push(`## ${plain(section.querySelector("h3").textContent)}`, "");
    const standing = section.querySelector(".standing");
    if (standing) lines.push(plain(standing.textContent), "");
    for (const part of all(".og", section)) {
      const head = part.querySelector("h4");
      if (head) lines.push(`### ${plain(head.textContent)}`, "");
      lines.push(...markdownItems(part.querySelector("ul"), 0), "");
    }
  }
  return `${lines.join("\n").trim()}\n`;
}

const saveMarkdown = () => download(fileName("md"), "text/markdown", markdown());

function openExports(open = $("exports").hidden) {
  $("exports").hidden = !open;
  $("export").setAttribute("aria-expanded", String(open));
  if (open) $("exports").querySelector("button").focus();
  else if ($("exports").contains(document.activeElement)) $("export").focus();
}

const taking = does => () => (does(), openExports(false));
for (const [id, does] of [["to-svg", saveSvg], ["to-png", savePng], ["to-md", saveMarkdown], ["to-paper", () => window.print()]]) {
  $(id).addEventListener("click", taking(does));
}
$("export").addEventListener("click", () => openExports());
$("exports").addEventListener("keydown", event => event.key === "Escape" && openExports(false));
document.addEventListener("pointerdown", event => event.target.closest("#exports, #export") || $("exports").hidden || openExports(false));
