"use strict";
(() => {
  const LABELS = ["rule", "table", "cell", "row", "value", "expected", "difference"];
  // On a phone each finding is a card of its own: fewer of them, or nobody reaches what stands below.
  const PAGE = matchMedia("(max-width: 700px)").matches ? 20 : 200, byId = (id) => document.getElementById(id), read = (id) => JSON.parse(byId(id).textContent);
  const words = read("words"), names = read("names");
  const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const ranks = { galat: 0, peringatan: 1, catatan: 2 };

  // ---- offices

  const offices = byId("offices");
  if (offices) {
    const items = [...offices.children], initial = new Map(items.map((item, at) => [item, at]));
    const search = byId("office-search"), status = byId("office-status"), order = byId("office-sort");
    const compare = {
      status: (a, b) => initial.get(a) - initial.get(b),
      name: (a, b) => collator.compare(a.dataset.name, b.dataset.name),
      galat: (a, b) => b.dataset.galat - a.dataset.galat || initial.get(a) - initial.get(b),
    };
    const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
    const show = () => {
      const wanted = search.value.trim().toLowerCase();
      let shown = 0;
      for (const item of items) {
        item.hidden = (status.value && item.dataset.status !== status.value) || !texts.get(item).includes(wanted);
        shown += !item.hidden;
      }
      byId("office-count").textContent = fill(words.counted_books, { shown, all: items.length });
    };
    order.addEventListener("change", () => offices.append(...[...items].sort(compare[order.value])));
    search.addEventListener("input", show);
    status.addEventListener("change", show);
    byId("office-controls").hidden = false;
    show();
  }

  // ---- findings: cells are severity, rule, table, cell, row, value, expected, difference, message, advice, fix

  const list = byId("list");
  if (!list) {
    document.documentElement.dataset.ready = "1";
    return;
  }
  const single = list.dataset.single === "1", body = list.tBodies[0], packed = byId("packed");
  let rows = [], matched = [], limit = PAGE, sorted = { key: null, down: false };

  const fromPage = () => [...body.rows].map((tr, at) => {
    const texts = [...tr.cells].map((cell) => cell.textContent), first = single ? 0 : 1;
    return { at, tr, book: Number(tr.dataset.book || 0), cells: [tr.className, ...texts.slice(first + 1)] };
  });

  const fromData = async () => {
    const bytes = Uint8Array.from(atob(packed.textContent), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const data = JSON.parse(await new Response(stream).text());
    return data.rows.map(([book, ...cells], at) => ({ at, book, cells: cells.map((text) => data.texts[text]) }));
  };

  const made = (tag, text, kind) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  const draw = (row) => {
    if (row.tr) return row.tr;
    const tr = made("tr", "", row.cells[0]), severity = made("td"), message = made("td", "", "message");
    const labelled = (text, label, kind) => { const td = made("td", text, kind); td.dataset.label = words[label]; return td; };
    if (!single) tr.append(labelled(names[row.book], "office"));
    severity.append(made("span", words[row.cells[0]], `tally ${row.cells[0]}`));
    tr.append(severity, ...row.cells.slice(1, 8).map((text, at) => labelled(text, LABELS[at], at > 3 ? "value" : "")));
    message.append(made("p", row.cells[8]));
    if (row.cells[9]) message.append(made("p", `${words.advice}: ${row.cells[9]}`, "advice"));
    if (row.cells[10]) message.append(made("p", `${words.fix}: ${row.cells[10]}`, "fix"));
    tr.append(message);
    return (row.tr = tr);
  };

  const number = (text) => parseFloat(text.replace(/\./g, "").replace(",", "."));
  const compare = (key) => (a, b) => {
    if (key === "book") return collator.compare(names[a.book], names[b.book]) || a.book - b.book || a.at - b.at;
    if (key === 0) return ranks[a.cells[0]] - ranks[b.cells[0]] || a.at - b.at;
    if (key < 5) return collator.compare(a.cells[key], b.cells[key]) || a.at - b.at;
    const [one, other] = [number(a.cells[key]), number(b.cells[key])];
    if (Number.isNaN(one) || Number.isNaN(other)) {
      return Number.isNaN(one) - Number.isNaN(other) || collator.compare(a.cells[key], b.cells[key]) || a.at - b.at;
    }
    return one - other || a.at - b.at;
  };

  const toggles = [...document.querySelectorAll(".toggle")], text = byId("f-text");
  const picked = (id) => (byId(id) ? byId(id).value : "");

  const display = () => {
    body.replaceChildren(...matched.slice(0, limit).map(draw));
    const shown = Math.min(limit, matched.length), told = { shown, matched: matched.length };
    byId("count").textContent = fill(shown < matched.length ? words.counted : words.counted_all, told);
    byId("paging").hidden = shown >= matched.length;
  };

  const filter = () => {
    const severities = new Set(toggles.filter((x) => x.getAttribute("aria-pressed") === "true").map((x) => x.dataset.severity));
    const [table, rule, book, wanted] = [picked("f-table"), picked("f-rule"), picked("f-book"), text.value.trim().toLowerCase()];
    matched = rows.filter((row) => severities.has(row.cells[0]) && (!rule || row.cells[1] === rule)
      && (!table || row.cells[2] === table) && (!book || row.book === Number(book))
      && (!wanted || (row.text ??= [names[row.book], ...row.cells].join("\n").toLowerCase()).includes(wanted)));
    if (sorted.key !== null) {
      const by = compare(sorted.key);
      matched.sort(sorted.down ? (a, b) => by(b, a) : by);
    }
    limit = PAGE;
    display();
  };

  const reset = () => {
    for (const toggle of toggles) toggle.setAttribute("aria-pressed", "true");
    for (const id of ["f-table", "f-rule", "f-book", "f-text"]) if (byId(id)) byId(id).value = "";
  };

  const show = (id, value) => {
    reset();
    byId(id).value = value;
    filter();
    byId("temuan").scrollIntoView();
    byId("temuan").focus({ preventScroll: true });
  };

  const listen = () => {
    for (const toggle of toggles) {
      toggle.addEventListener("click", () => {
        toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
        filter();
      });
    }
    for (const id of ["f-table", "f-rule", "f-book"]) byId(id)?.addEventListener("change", filter);
    text.addEventListener("input", filter);
    byId("reset").addEventListener("click", () => { reset(); filter(); });
    byId("more").addEventListener("click", () => { limit += PAGE; display(); });
    byId("all").addEventListener("click", () => { limit = Infinity; display(); });
    for (const button of list.querySelectorAll("th button")) {
      const head = button.closest("th"), key = head.dataset.key === "book" ? "book" : Number(head.dataset.key);
      button.disabled = false;
      button.addEventListener("click", () => {
        sorted = { key, down: sorted.key === key && !sorted.down };
        for (const other of list.querySelectorAll("th")) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
        filter();
      });
    }
    for (const button of document.querySelectorAll(".pick")) {
      button.disabled = false;
      button.addEventListener("click", () => show("f-rule", button.dataset.rule));
    }
    for (const button of document.querySelectorAll(".to-list")) {
      button.hidden = false;
      button.addEventListener("click", () => show("f-book", button.dataset.book));
    }
    byId("controls").hidden = false;
  };

  // On paper everything that matches is shown, and the drill-downs of a batch that is not too long.
  const opened = [];
  addEventListener("beforeprint", () => {
    if (byId("alone")) return;
    const most = limit;
    limit = Infinity;
    display();
    limit = most;
    const closed = document.querySelectorAll(".offices details:not([open])");
    if (closed.length <= 60) for (const details of closed) { details.open = true; opened.push(details); }
  });
  addEventListener("afterprint", () => {
    for (const details of opened.splice(0)) details.open = false;
    display();
  });

  // ---- one office alone: what stands of it on the page, with its findings and nothing to click

  const alone = (item) => {
    const part = made("main"), title = item.querySelector("summary").cloneNode(true), drill = item.querySelector(".drill").cloneNode(true);
    const own = rows.filter((row) => row.book === Number(item.dataset.book));
    const head = made("div", "", "alone-head");
    title.querySelector(".name").firstChild.remove();
    head.append(made("h1", item.dataset.name), ...title.childNodes);
    part.append(document.querySelector(".kind").cloneNode(true), head, drill);
    for (const button of drill.querySelectorAll("button")) button.remove();
    for (const details of drill.querySelectorAll("details")) details.open = true;
    if (own.length) {
      const table = list.cloneNode(false);
      table.append(list.tHead.cloneNode(true), document.createElement("tbody"));
      table.tBodies[0].append(...own.map((row) => draw(row).cloneNode(true)));
      for (const row of table.rows) row.cells[0].remove(); // the office: it is the heading
      for (const button of table.querySelectorAll("th button")) button.replaceWith(button.textContent);
      part.append(made("h2", words.findings), table);
    }
    return part;
  };

  const save = (item) => {
    const page = document.implementation.createHTMLDocument(`${words.title}: ${item.dataset.name}`), sheet = made("style");
    page.documentElement.lang = document.documentElement.lang;
    sheet.textContent = document.querySelector("style").textContent;
    page.head.prepend(...[...document.querySelectorAll("head meta")].map((meta) => meta.cloneNode(true)));
    page.head.append(sheet);
    page.body.append(alone(item));
    const link = made("a");
    link.href = URL.createObjectURL(new Blob([`<!DOCTYPE html>${page.documentElement.outerHTML}`], { type: "text/html" }));
    link.download = `${item.dataset.file}-temuan.html`;
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const print = (item) => {
    const part = alone(item);
    part.id = "alone";
    document.body.append(part);
    addEventListener("afterprint", () => part.remove(), { once: true });
    globalThis.print();
  };

  for (const [kind, act] of [[".print-part", print], [".save-part", save]]) {
    for (const button of document.querySelectorAll(kind)) {
      button.hidden = false;
      button.addEventListener("click", () => act(button.closest("li")));
    }
  }

  const start = (found) => { rows = found; listen(); filter(); document.documentElement.dataset.ready = "1"; };
  if (!packed) start(fromPage());
  else if (typeof DecompressionStream === "undefined") body.insertRow().insertCell().textContent = words.too_old;
  else { body.insertRow().insertCell().textContent = words.loading; fromData().then(start); }
})();
