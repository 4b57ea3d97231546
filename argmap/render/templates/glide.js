// Dragging and zooming the whole map: where much is in sight, the drawn canvas glides and is drawn anew when it rests.
const CALM = 120, CROWD = 160, BARE = 0.4;

function glide(canvas) {
  const drag = { at: new Map(), x: 0, y: 0, scale: 1, timer: 0 };
  const crowded = () => whole.picture.nodes.length > CROWD;
  // How much of what is to be seen the canvas no longer covers.
  const bare = () => Math.max(Math.abs(drag.x) / canvas.clientWidth, Math.abs(drag.y) / canvas.clientHeight);

  function settle() {
    clearTimeout(drag.timer);
    if (!drag.x && !drag.y && drag.scale === 1) return;
    const scale = whole.network.getScale(), at = whole.network.getViewPosition();
    const { clientWidth: wide, clientHeight: high } = canvas;
    // The canvas was moved by (x, y) and grew by `scale` around its upper left corner.
    const middle = [(wide / 2 - drag.x) / drag.scale - wide / 2, (high / 2 - drag.y) / drag.scale - high / 2];
    whole.network.moveTo({ position: { x: at.x + middle[0] / scale, y: at.y + middle[1] / scale }, scale: scale * drag.scale, animation: false });
    Object.assign(drag, { x: 0, y: 0, scale: 1 });
    whole.network.once("afterDrawing", () => (canvas.style.transform = ""));
    whole.network.redraw();
  }

  function move(dx, dy, factor = 1, x = 0, y = 0) {
    const next = Math.max(0.02, Math.min(3, whole.network.getScale() * drag.scale * factor)) / whole.network.getScale();
    const real = next / drag.scale;
    drag.x = (drag.x - x) * real + x + dx;
    drag.y = (drag.y - y) * real + y + dy;
    drag.scale = next;
    canvas.style.transformOrigin = "0 0";
    canvas.style.transform = `translate(${drag.x}px, ${drag.y}px) scale(${drag.scale})`;
    clearTimeout(drag.timer);
    if (bare() > BARE && drag.scale === 1) settle();
    else drag.timer = setTimeout(settle, crowded() ? CALM : 0);
  }

  canvas.addEventListener("wheel", event => {
    event.preventDefault();
    const room = $("whole").getBoundingClientRect();
    move(0, 0, 1.0015 ** -event.deltaY, event.clientX - room.x, event.clientY - room.y);
  }, { passive: false });
  canvas.addEventListener("pointerdown", event => drag.at.set(event.pointerId, [event.clientX, event.clientY]));
  window.addEventListener("pointermove", event => {
    const last = drag.at.get(event.pointerId);
    if (!last) return;
    const now = [event.clientX, event.clientY], others = [...drag.at].filter(([id]) => id !== event.pointerId);
    drag.at.set(event.pointerId, now);
    if (!others.length) return move(now[0] - last[0], now[1] - last[1]);
    const [, still] = others[0], room = $("whole").getBoundingClientRect();
    const gap = point => Math.hypot(point[0] - still[0], point[1] - still[1]) || 1;
    move(0, 0, gap(now) / gap(last), still[0] - room.x, still[1] - room.y);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, event => drag.at.delete(event.pointerId) && settle());
  }
}
