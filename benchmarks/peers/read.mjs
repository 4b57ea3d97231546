// Read what argmap wrote with @argdown/core, Graphviz (as WebAssembly), Mermaid, the JSON-LD processor and Recogito's
// text annotator: node read.mjs FOLDER
import fs from "fs";
import path from "path";
import { argdown } from "@argdown/core";
import { parseW3CTextAnnotation } from "@recogito/text-annotator";
import { instance } from "@viz-js/viz";
import { JSDOM } from "jsdom";
import jsonld from "jsonld";

const page = new JSDOM("<body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;
const mermaid = (await import("mermaid")).default;

const same = (found, wanted) => {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`found ${JSON.stringify(found)?.slice(0, 300)}, wanted ${JSON.stringify(wanted)?.slice(0, 300)}`);
};
// What Python calls white space.
const line = (text) => text.split(/[\s\x1c-\x1f\x85]+/u).filter(Boolean).join(" ").replace(/\ufeff/gu, "\ufeff");

function readArgdown(folder, wanted) {
  const input = fs.readFileSync(path.join(folder, "argdown"), "utf8");
  const read = argdown.run({ process: ["parse-input", "build-model"], input, logLevel: "error", throwExceptions: true });
  same([read.lexerErrors?.length ?? 0, read.parserErrors?.length ?? 0], [0, 0]);
  const named = { ...read.statements, ...read.arguments };
  wanted.words.forEach((_, at) => {
    const found = named[`c${at + 1}`];
    if (!found) throw new Error(`c${at + 1} is missing`);
    const text = found.members.map((one) => (one.text ?? "").trim()).find(Boolean);
    same(text?.replace(/\s+/gu, " "), (wanted.lines[at] || "…").trim().replace(/\s+/gu, " "));
    if (wanted.authors[at] !== null) same(found.data?.author, wanted.authors[at]);
    same(found.tags, [wanted.kinds[at]]);
  });
  const kinds = new Set(read.relations.map((one) => `${one.from.title} ${one.relationType} ${one.to.title}`));
  for (const [source, target, kind, step] of wanted.relations) {
    const type = step !== null && kind === "attack" ? "undercut" : kind;
    // Argdown has no relation from a thing to itself.
    if (source !== target && !kinds.has(`c${source + 1} ${type} c${target + 1}`))
      throw new Error(`c${source + 1} ${type} c${target + 1} is missing: ${[...kinds].join("; ").slice(0, 300)}`);
  }
}

async function readDot(folder, wanted) {
  // An instance wears out after some hundred graphs.
  const viz = await instance();
  const read = viz.render(fs.readFileSync(path.join(folder, "dot"), "utf8"), { format: "canon" });
  same([read.status, read.errors.filter((one) => one.level === "error")], ["success", []]);
  same([...read.output.matchAll(/^\s+c\d+\s+\[/gmu)].length, wanted.words.length);
}

async function readMermaid(folder, wanted) {
  const input = fs.readFileSync(path.join(folder, "mermaid"), "utf8");
  same((await mermaid.parse(input)).diagramType, "flowchart-v2");
}

// The terms that argmap uses of the context http://www.w3.org/ns/anno.jsonld, which cannot be fetched here:
// Sanderson, Ciccarese, Young, Web Annotation Vocabulary, W3C Recommendation, 2017, appendix A.
const oa = Object.fromEntries(
  ["Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "TextualBody", "classifying",
   "describing", "exact", "linking", "prefix", "suffix", "tagging"].map((term) => [term, `oa:${term}`]));
const link = (name, type = "@id") => ({ "@id": name, "@type": type });
const CONTEXT = {
  "@version": 1.1, as: "http://www.w3.org/ns/activitystreams#", dcterms: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/", oa: "http://www.w3.org/ns/oa#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  xsd: "http://www.w3.org/2001/XMLSchema#", id: "@id", type: "@type", ...oa,
  AnnotationCollection: "as:OrderedCollection", AnnotationPage: "as:OrderedCollectionPage", Person: "foaf:Person",
  body: link("oa:hasBody"), target: link("oa:hasTarget"), source: link("oa:hasSource"),
  selector: link("oa:hasSelector"), creator: link("dcterms:creator"), first: link("as:first"),
  items: { ...link("as:items"), "@container": "@list" }, motivation: link("oa:motivatedBy", "@vocab"),
  purpose: link("oa:hasPurpose", "@vocab"), start: link("oa:start", "xsd:nonNegativeInteger"),
  end: link("oa:end", "xsd:nonNegativeInteger"), total: link("as:totalItems", "xsd:nonNegativeInteger"),
  label: "rdfs:label", name: "foaf:name", value: "rdf:value",
};
const OA = "http://www.w3.org/ns/oa#";

async function readLinkedData(folder, wanted) {
  const { argmap, ...value } = JSON.parse(fs.readFileSync(path.join(folder, "web-annotation"), "utf8"));
  same([value["@context"], typeof argmap], ["http://www.w3.org/ns/anno.jsonld", "object"]);
  // `safe` refuses what another program would drop in silence: unknown terms, relative addresses.
  const quads = await jsonld.toRDF(value, { documentLoader: async () => ({ document: { "@context": CONTEXT } }), safe: true });
  const objects = (name) => quads.filter((one) => one.predicate.value === OA + name).map((one) => one.object.value);
  same(objects("exact").sort(), [...wanted.words].sort());
  same(objects("start").map(Number).sort(), wanted.places.map(([start]) => start).sort());
  same(quads.filter((one) => one.object.value === `${OA}Annotation`).length, wanted.words.length + wanted.relations.length);
  same(objects("motivatedBy").filter((one) => one === `${OA}linking`).length, wanted.relations.length);
}

function readRecogito(folder, wanted) {
  const value = JSON.parse(fs.readFileSync(path.join(folder, "web-annotation"), "utf8"));
  const items = value.first.items.filter((one) => one.motivation === "classifying");
  const read = items.map((one) => parseW3CTextAnnotation(one));
  same(read.filter((one) => one.error).length, 0);
  same(read.map((one) => one.parsed.target.selector[0]).map(({ quote, start, end }) => [quote, start, end]),
    wanted.words.map((quote, at) => [quote, ...wanted.places[at]]));
  same(read.map((one) => one.parsed.bodies.find((body) => body.purpose === "classifying").value), wanted.kinds);
}

const peers = {
  "@argdown/core: Argdown": readArgdown, "Graphviz: DOT": readDot, "Mermaid: flowchart": readMermaid,
  "jsonld: Web Annotation": readLinkedData, "Recogito: Web Annotation": readRecogito,
};
const folders = fs.readdirSync(process.argv[2]).filter((name) => fs.existsSync(path.join(process.argv[2], name, "expected.json")));
const failures = {};
for (const name of folders.sort()) {
  const folder = path.join(process.argv[2], name);
  const wanted = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8"));
  wanted.lines = wanted.labels.map(line);
  for (const [peer, read] of Object.entries(peers)) {
    try {
      await read(folder, wanted);
    } catch (error) {
      failures[peer] = (failures[peer] ?? 0) + 1;
      if (failures[peer] <= 3) console.log(name, peer, String(error.message ?? error).slice(0, 600));
    }
  }
}
for (const peer of Object.keys(peers))
  console.log(peer.padEnd(28) + String(folders.length - (failures[peer] ?? 0)).padStart(5) + " read" + String(failures[peer] ?? 0).padStart(5) + " failed");
process.exit(Object.keys(failures).length ? 1 : 0);
