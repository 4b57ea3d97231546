// What every other file uses: the data, elements made without markup, a few words. Text from outside goes into
// the page as text only, never as markup.
const NS = "http://www.w3.org/2000/svg";
const $ = id => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function made(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}
const h = (tag, attributes, ...children) => made(document.createElement(tag), attributes, children);
const s = (tag, attributes, ...children) => made(document.createElementNS(NS, tag), attributes, children);
const flat = text => text.split(/\s+/).filter(Boolean).join(" ");
const theirs = text => h("bdi", null, text);

const data = JSON.parse($("data").textContent);
const { components, relations, disputes } = data;
// What is missing there is null, false or empty.
components.forEach((component, number) => {
  for (const name of ["canonical", "commitment", "quoteOf", "review"]) component[name] ??= null;
  component.tags ??= [];
  [component.author, component.number, component.source] = data.posts[component.post];
  component.label = flat(component.canonical ?? component.text);
  component.reason ??= number;
});
for (const relation of relations) {
  for (const name of ["step", "subtype", "review"]) relation[name] ??= null;
  for (const name of ["evidence", "others"]) relation[name] ??= [];
  relation.passive = data.passive[relation.verb];
}
const leaving = components.map(() => []);
const entering = components.map(() => []);
relations.forEach((relation, number) => {
  leaving[relation.source].push(number);
  entering[relation.target].push(number);
});

const percent = share => `${Math.round(share * 100)} %`;
const plural = (number, noun, more = noun + "s") => `${number} ${number === 1 ? noun : more}`;
const tone = relation => (relation.attack ? "attack" : "support");
const rightToLeft = text => /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text);

function say(text) {
  $("live").textContent = text;
}
