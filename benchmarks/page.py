"""The page in headless Chromium: weight, time until it can be used, frames a second, overlaps; pyvis's page beside it.

Times stand on the clock (the median of several loads, honest on a quiet machine alone) and as processor time: of the
page's main thread, and of all of Chromium's processes; those also hold on a busy machine.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from argmap.argument import ArgumentMap  # noqa: E402
from argmap.pipeline import map_sources  # noqa: E402
from argmap.render.cards import WIDTH, cards  # noqa: E402
from argmap.render.document import render_html  # noqa: E402
from argmap.render.graph import graph as graph_of  # noqa: E402
from argmap.render.page import page as page_of  # noqa: E402
from argmap.render.picture import Painter  # noqa: E402
from argmap.render.words import active  # noqa: E402
from tests.browser import chromium  # noqa: E402
from tests.builders import component, dispute, map_of, post, relation  # noqa: E402

VIEW = {"width": 1440, "height": 900}
LOADS = 3
STEPS = 90
PATIENCE = 120_000
WATCHED: dict[Any, Any] = {}
ON_REST = """addEventListener('DOMContentLoaded', () =>
  network.once('stabilizationIterationsDone', () => window.rested = performance.now()))"""
DRAWN = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(performance.now()))))"
FRAMES = """async act => {
  const canvas = document.querySelector('#whole canvas'), room = canvas.getBoundingClientRect(), times = [];
  const at = (type, extra) => new PointerEvent(type, { pointerId: 1, bubbles: true, ...extra });
  const [x, y] = [room.x + room.width / 2, room.y + room.height / 2];
  if (act === 'pan') canvas.dispatchEvent(at('pointerdown', { clientX: x, clientY: y }));
  for (let i = 0; i < STEPS; i++) {
    const far = 60 * Math.sin(i / 14), deltaY = 40 * Math.sin(i / 14);
    if (act === 'pan') window.dispatchEvent(at('pointermove', { clientX: x + far * 2, clientY: y + far }));
    else canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: x, clientY: y, cancelable: true }));
    times.push(await new Promise(requestAnimationFrame));
  }
  if (act === 'pan') window.dispatchEvent(at('pointerup', { clientX: x, clientY: y }));
  const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  return [1000 * gaps.length / gaps.reduce((a, b) => a + b), 1000 / gaps[Math.floor(gaps.length / 2)]];
}""".replace("STEPS", str(STEPS))
OVERLAPS = """() => {
  const box = e => e.getBoundingClientRect(), boxOf = e => box(e.querySelector('.box'));
  const apart = (a, b) => a.right <= b.left + .5 || b.right <= a.left + .5 ||
    a.bottom <= b.top + .5 || b.bottom <= a.top + .5;
  const cards = [...document.querySelectorAll('#picture .card')].map(boxOf);
  const pills = [...document.querySelectorAll('#picture .pill')].map(boxOf);
  // The words on a line stand across the upper edge of the card that the line starts at.
  const across = (pill, card) => Math.abs((pill.top + pill.bottom) / 2 - card.top) < 2;
  let found = 0;
  for (const list of [cards, pills]) {
    list.forEach((a, i) => list.slice(i + 1).forEach(b => found += !apart(a, b)));
  }
  for (const pill of pills) for (const card of cards) found += !apart(pill, card) && !across(pill, card);
  for (const card of document.querySelectorAll('#picture .card')) {
    const room = boxOf(card);
    for (const line of card.querySelectorAll('text')) {
      found += box(line).right > room.right + 1 || box(line).bottom > room.bottom + 1;
    }
  }
  return found;
}"""


def main() -> None:
    """Print everything."""
    with chromium() as browser, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock, processor, argument_map = weigh(browser, folder, 1000, "under 2.5 MB, 1,500 ms, 50 frames")
        beside_pyvis(browser, folder, argument_map, clock, processor)
        print(f"  layout: {laid_out(argument_map):.2f} s of processor time (under 2)")
        weigh(browser, folder, 5000, "4,000 ms, 30 frames")
        print("labels that overlap at the zoom that a picture opens with (0)")
        overlaps(browser, folder)


def invented(count: int, seed: int = 7) -> ArgumentMap:
    """Return a map of `count` components and half as many relations more, as a long thread makes them."""
    chance = random.Random(seed)
    words = "cost tram city rail driver council budget noise road people evidence street plan year money".split()
    posts, claims = [], []
    for i in range(count):
        text = " ".join(chance.choice(words) for _ in range(chance.randint(6, 14))) + "."
        above = f"p{max(0, i - 1 - chance.randrange(min(i, 12)))}" if i else None
        posts.append(post(f"p{i}", text, author=f"user{chance.randrange(60)}", reply_to=above))
        kind = "claim" if chance.random() < 0.7 else "premise"
        claims.append(component(posts[i], text[:-1], kind=kind, confidence=round(chance.random(), 3)))
    ends = dict.fromkeys((i, max(0, i - 1 - chance.randrange(min(i, 40)))) for i in range(1, count))
    while len(ends) < count * 3 // 2:
        low = chance.randrange(1, count)
        ends[low, max(0, low - 1 - chance.randrange(min(low, 60)))] = None
    links = [
        relation(claims[a], claims[b], chance.choice(["attack", "support"]), confidence=round(chance.random(), 3))
        for a, b in sorted(ends)
    ]
    points = [dispute(k + 1, claims[k * 20 : k * 20 + 2], claims[k * 20 + 2 : k * 20 + 5]) for k in range(12)]
    return map_of(posts, claims, links, points)


def weigh(browser: Any, folder: Path, count: int, wanted: str) -> tuple[float, float, ArgumentMap]:
    """Print the figures of our page of `count` components; return its medians and the map."""
    argument_map = invented(count)
    start = time.process_time()
    written = render_html(argument_map)
    made = time.process_time() - start
    path = folder / f"own{count}.html"
    path.write_text(written, encoding="utf-8")
    loads = []
    for _ in range(LOADS):
        clock, processor, page = usable(browser, path, own=True)
        loads.append((clock, processor))
        if len(loads) < LOADS:
            page.context.close()
    clock, processor = (statistics.median(load[at] for load in loads) for at in (0, 1))
    print(f"{count} components, {len(argument_map.relations)} relations ({wanted})")
    print(f"  weight {len(written.encode()) / 1e6:.2f} MB; written in {made:.1f} s of processor time")
    print(f"  usable after {clock:.0f} ms; {busy(page):.2f} s of the main thread, {processor:.2f} s of all processes")
    frames(browser, page)
    page.context.close()
    return clock, processor, argument_map


def spent(browser: Any) -> float:
    """Return the seconds of processor time that Chromium has taken so far, all its processes together."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    return sum(process["cpuTime"] for process in told["processInfo"])


def busy(page: Any) -> float:
    """Return the seconds of processor time that the page's main thread has taken so far."""
    if page not in WATCHED:
        # The count begins where it is first asked for.
        WATCHED[page] = page.context.new_cdp_session(page)
        WATCHED[page].send("Performance.enable", {"timeDomain": "threadTicks"})
    session = WATCHED[page]
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}["TaskDuration"]


def usable(browser: Any, path: Path, *, own: bool) -> tuple[float, float, Any]:
    """Return (milliseconds, seconds of processor time, page): ours is usable when drawn, pyvis's when it rests."""
    before = spent(browser)
    page = browser.new_context(offline=True, viewport=VIEW).new_page()
    busy(page)
    if not own:
        page.add_init_script(ON_REST)
    page.goto(path.as_uri(), wait_until="load", timeout=PATIENCE)
    clock = page.evaluate(DRAWN) if own else rested(page)
    return clock, spent(browser) - before, page


def rested(page: Any) -> float:
    from playwright.sync_api import TimeoutError as LateError

    try:
        page.wait_for_function("window.rested", timeout=PATIENCE)
    except LateError:
        return PATIENCE
    return float(page.evaluate("window.rested"))


def frames(browser: Any, page: Any) -> None:
    """Print the frames a second of the whole map, near and from afar."""
    start = page.evaluate("performance.now()")
    page.locator('[data-scope="all"]').click()
    page.evaluate(DRAWN)
    print(f"  whole map opens in {page.evaluate('performance.now()') - start:.0f} ms; all of it:")
    page.locator("#every").click()
    page.evaluate(DRAWN)
    for far in ("", ", everything in sight"):
        for act in ("pan", "zoom"):
            before, at = spent(browser), busy(page)
            mean, middle = page.evaluate(FRAMES, act)
            each, own = 1000 * (spent(browser) - before) / STEPS, 1000 * (busy(page) - at) / STEPS
            print(f"    {act}{far}: {mean:.0f} frames a second (median {middle:.0f}); ms each:", end=" ")
            print(f"{own:.1f} of the main thread, {each:.1f} of all processes")
        page.locator("#fit").click()
        page.evaluate(DRAWN)


def beside_pyvis(browser: Any, folder: Path, argument_map: ArgumentMap, clock: float, processor: float) -> None:
    """Print how long pyvis's own page of the same graph takes."""
    path = folder / "stock.html"
    path.write_text(stock(argument_map), encoding="utf-8")
    theirs, its_processor, page = usable(browser, path, own=False)
    page.context.close()
    least = "more than " if theirs >= PATIENCE else ""
    print(f"  pyvis's own page of the same graph: {least}{theirs:.0f} ms, {its_processor:.1f} s of processor time:")
    print(f"    {least}{theirs / clock:.0f} times ours, {its_processor / processor:.0f} in processor time (at least 5)")


def stock(argument_map: ArgumentMap) -> str:
    """Return pyvis's own page of the same graph, as its documentation makes one."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="900px")
    for one in argument_map.components:
        network.add_node(one.id, label=one.label)
    for link in argument_map.relations:
        network.add_edge(link.source, link.target, title=link.kind.value)
    return str(network.generate_html())


def laid_out(argument_map: ArgumentMap) -> float:
    """Return the seconds of processor time that the layout of the whole map takes."""
    graph = graph_of(argument_map)
    painter = Painter(graph, cards(argument_map), [active(link) for link in argument_map.relations])
    start = time.process_time()
    painter.picture(range(len(graph.claims)), {}, row_width=330 * len(graph.claims) ** 0.5)
    return time.process_time() - start


def overlaps(browser: Any, folder: Path) -> None:
    """Print how many labels overlap in the pictures of the seeds, and of the real sources in ARGMAP_DATA."""
    data = os.environ.get("ARGMAP_DATA")
    named = [path for path in sorted((ROOT / "seeds").iterdir()) if path.suffix in (".txt", ".html")]
    path = folder / "overlaps.html"
    for source in [*named, *(sorted((Path(data) / "seeds").iterdir()) if data else [])]:
        argument_map = map_sources([str(source)])
        path.write_text(render_html(argument_map), encoding="utf-8")
        page = browser.new_context(offline=True, viewport=VIEW).new_page()
        page.goto(path.as_uri())
        points, found = page.locator("#plist .dh"), page.evaluate(OVERLAPS)
        for at in range(1, points.count()):
            points.nth(at).click()
            found += page.evaluate(OVERLAPS)
        print(
            f"  {source.name[:30]:<32}{max(1, points.count())} pictures: {found}; whole map: {touching(argument_map)}"
        )
        page.context.close()


def touching(argument_map: ArgumentMap) -> int:
    """Count the cards of the whole map that lie on one another."""
    made = cards(argument_map)
    boxes = [
        (x, y, x + WIDTH, y + (made[n].short if part else made[n].height))
        for n, x, y, _, part in page_of(argument_map).whole["nodes"]
    ]
    return sum(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for i, a in enumerate(boxes) for b in boxes[i + 1 :]
    )


if __name__ == "__main__":
    main()
