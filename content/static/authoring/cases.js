// A made-up case of a checker: what someone answers, in rows too, and what the checker must say of it.
(() => {
  const { JsonField, answers, choices, labelled, make, pence, pounds, questions, repeats, requirements, theGrammar } =
    window.anydoor;
  const NEVER_ASKED = ["computed", "evidence", "declaration"];
  const button = (text, press) => {
    const made = make("button", { type: "button", className: "button button-small button-secondary", textContent: text });
    made.addEventListener("click", press);
    return made;
  };
  // A list to choose from, and the button that adds what was chosen.
  function adder(text, offers, add) {
    if (!offers.length) return "";
    const chooser = choices(offers.map(({ key, label }) => [key, label || key]), "", () => {});
    const more = button(text, () => chooser.value && add(chooser.value));
    return make("div", { className: "form-tree__line" }, labelled(text, chooser, true), more);
  }

  const offered = () => JSON.stringify([questions(), repeats(), requirements()]);

  let said;
  const saidOf = (id) => (said ||= JSON.parse(document.getElementById("form-tried")?.textContent || "{}"))[id];

  class Case extends JsonField {
    draw(value) {
      if (!theGrammar()) return;
      this.value = value || {};
      this.box = make("div", { className: "form-tree form-case" });
      this.append(this.box);
      this.redraw();
      // Questions may have come or gone since: look again when somebody comes here.
      const look = () => this.drawnOf === offered() || this.redraw();
      this.addEventListener("pointerenter", look);
      this.addEventListener("focusin", (event) => this.contains(event.relatedTarget) || look());
    }
    redraw() {
      const fields = () => [...this.box.querySelectorAll("select, input, button")];
      const place = fields().indexOf(document.activeElement);
      this.drawnOf = offered();
      this.box.replaceChildren(...this[this.spec.part]());
      if (place >= 0) fields()[Math.min(place, fields().length - 1)]?.focus();
    }
    changed() {
      this.redraw();
      this.write(this.value);
    }
    answers() {
      return this.lines(this.value, "");
    }
    // The answers that `held` has to questions of one list, or of none.
    lines(held, list) {
      const { strings } = theGrammar();
      const offered = questions().filter((each) => each.list === list && !NEVER_ASKED.includes(each.kind));
      const drawn = Object.keys(held).map((key) => {
        const asked = offered.find((each) => each.key === key);
        const line = make("div", { className: "form-case__line" }, this.answer(held, key, asked));
        const out = button(strings.remove, () => { delete held[key]; this.changed(); });
        out.setAttribute("aria-label", `${strings.remove}: ${asked?.label || key}`);
        line.append(out);
        return line;
      });
      const left = offered.filter((each) => !(each.key in held));
      return [...drawn, adder(strings.add_answer, left, (key) => { held[key] = null; this.changed(); })];
    }
    answer(held, key, asked) {
      const { strings, types, parts } = theGrammar();
      const now = held[key];
      const keep = (next) => { held[key] = next; this.write(this.value); };
      if (!asked) return make("p", { textContent: `${key} ${strings.gone}` });
      const name = asked.label || key;
      const type = types[asked.kind];
      if (type === "boolean") {
        const offers = [["yes", strings.yes], ["no", strings.no], ["", strings.unanswered]];
        const chosen = now === true ? "yes" : now === false ? "no" : "";
        return labelled(name, choices(offers, chosen, (next) => keep(next ? next === "yes" : null)));
      }
      if (type === "choice")
        return labelled(name, choices([...answers(asked, [now]), ["", strings.unanswered]], now ?? "", (next) => keep(next || null)));
      if (type === "choices") return this.ticks(name, answers(asked, now), now || [], keep);
      if (parts[asked.kind]) return this.parts(name, parts[asked.kind], now || {}, keep);
      const input = { date: "date", month: "month", time: "time" }[type] || "text";
      const isMoney = asked.kind === "money";
      const box = make("input", { type: input, value: isMoney ? pounds(now ?? "") : (now ?? "") });
      if (type === "number") box.inputMode = "decimal";
      box.addEventListener("input", () => {
        const whole = asked.kind === "whole_number" && /^-?\d+$/.test(box.value);
        keep(box.value === "" ? null : isMoney ? pence(box.value) : whole ? Number(box.value) : box.value);
      });
      return labelled(isMoney ? `${name} (£)` : name, box);
    }
    ticks(name, offers, now, keep) {
      const group = make("fieldset", {}, make("legend", { textContent: name }));
      const ticks = make("div", { className: "form-tree__ticks" });
      const boxes = offers.map(([key, label]) => {
        const tick = make("input", { type: "checkbox", value: key, checked: now.includes(key) });
        tick.addEventListener("change", () => {
          const chosen = boxes.filter((each) => each.checked).map((each) => each.value);
          keep(chosen.length ? chosen : null);
        });
        ticks.append(make("label", {}, tick, label));
        return tick;
      });
      group.append(ticks);
      return group;
    }
    parts(name, parts, now, keep) {
      const group = make("fieldset", {}, make("legend", { textContent: name }));
      for (const [part, label] of parts) {
        const box = make("input", { type: "text", value: now[part] ?? "" });
        box.addEventListener("input", () => {
          const { [part]: _before, ...others } = now;
          now = box.value ? { ...others, [part]: box.value } : others;
          keep(Object.keys(now).length ? now : null);
        });
        group.append(labelled(label, box));
      }
      return group;
    }
    rows() {
      const { strings } = theGrammar();
      const offered = repeats().filter((each) => !each.list);
      const drawn = Object.entries(this.value).map(([key, rows]) => {
        const title = offered.find((each) => each.key === key)?.label || `${key} ${strings.gone}`;
        const list = make("fieldset", {}, make("legend", { textContent: title }));
        rows.forEach((row, place) => {
          const called = `${strings.row} ${place + 1}`;
          const one = make("fieldset", {}, make("legend", { textContent: called }), ...this.lines(row, key));
          const out = button(`${strings.remove}: ${called}`, () => {
            rows.splice(place, 1);
            if (!rows.length) delete this.value[key];
            this.changed();
          });
          one.append(out);
          list.append(one);
        });
        list.append(button(strings.add_row, () => { rows.push({}); this.changed(); }));
        return list;
      });
      const left = offered.filter((each) => !(each.key in this.value));
      if (!drawn.length && !left.length) return [make("p", { textContent: strings.no_lists })];
      return [...drawn, adder(strings.add_list, left, (key) => { this.value[key] = [{}]; this.changed(); })];
    }
    expected() {
      const { strings, found } = theGrammar();
      const all = requirements();
      const lost = Object.keys(this.value).filter((key) => !all.some((each) => each.key === key));
      const drawn = [...all, ...lost.map((key) => ({ key, label: `${key} ${strings.gone}` }))].map(({ key, label }) => {
        const offers = [...Object.entries(found), ["", strings.unchecked]];
        const chooser = choices(offers, this.value[key] ?? "", (next) => {
          if (next) this.value[key] = next;
          else delete this.value[key];
          this.write(this.value);
          this.tell();
        });
        const told = make("output", {});
        told.dataset.key = key;
        return make("div", { className: "form-case__line" }, labelled(label || key, chooser), told);
      });
      this.problems = make("ul", { className: "form-advice" });
      this.problems.setAttribute("aria-live", "polite");
      const again = make("p", {}, button(strings.try, () => this.tryAll()));
      queueMicrotask(() => this.tell());
      return [...drawn, again, this.problems];
    }
    // What the checker said when the case was last tried, beside what is expected.
    tell() {
      const { strings, found } = theGrammar();
      const id = document.getElementsByName(this.input.name.replace(/-value-expected$/, "-id"))[0]?.value;
      const { found: out = {}, problems = [] } = saidOf(id) || {};
      for (const told of this.box.querySelectorAll("output")) {
        const now = out[told.dataset.key];
        const differs = now && this.value[told.dataset.key] && now !== this.value[told.dataset.key];
        told.textContent = now ? `${strings.tried} ${found[now]}.${differs ? ` ${strings.differs}` : ""}` : "";
        told.className = differs ? "form-case__differs" : "";
      }
      this.problems.replaceChildren(...problems.map((text) => make("li", { textContent: text })));
    }
    async tryAll() {
      const { strings, try: address } = theGrammar();
      try {
        const answer = await fetch(address, { method: "POST", body: new FormData(this.closest("form")) });
        if (!answer.ok) throw new Error(answer.status);
        said = await answer.json();
        for (const each of document.querySelectorAll("form-case")) if (each.problems) each.tell();
      } catch {
        this.problems.replaceChildren(make("li", { textContent: strings.failed }));
      }
    }
  }

  customElements.define("form-case", Case);
})();
