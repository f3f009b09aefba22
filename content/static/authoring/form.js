// The form editor's own fields: words in every language, rules and formulas built from choosers.
// Each is one hidden input with JSON, in an element of its own; what is drawn here only writes that input.
(() => {
  const make = (tag, attrs = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), attrs);
    element.append(...inside);
    return element;
  };
  let numbers = 0;
  const labelled = (text, field, hidden = false) => {
    field.id = `form-field-${(numbers += 1)}`;
    const label = make("label", { htmlFor: field.id, textContent: text });
    if (hidden) label.className = "w-sr-only";
    return make("div", {}, label, field);
  };

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        sight.unobserve(target);
        target.begin();
      }
    },
    { rootMargin: "600px" },
  );

  class JsonField extends HTMLElement {
    connectedCallback() {
      if (this.drawn) return;
      this.drawn = true;
      // Hundreds of these lie folded away in a long form: each is drawn when it comes into sight. By then
      // Wagtail has written its value into the input, which it does after it has put it into the page.
      sight.observe(this);
    }
    begin() {
      this.input = this.querySelector("input[type=hidden]");
      this.spec = JSON.parse(this.dataset.spec || "{}");
      this.draw(JSON.parse(this.input.value || "null"));
    }
    // The name people read for the whole field: Wagtail's label before it.
    get called() {
      return this.closest(".w-field")?.parentElement?.querySelector("label, .w-field__label")?.textContent.trim() || "";
    }
    write(value) {
      const text = JSON.stringify(value);
      if (text === this.input.value) return;
      this.input.value = text;
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  class Words extends JsonField {
    draw(value) {
      const texts = value || {};
      const known = this.spec.languages;
      const more = Object.keys(texts).filter((code) => !known.some((each) => each.code === code));
      const languages = [...known, ...more.map((code) => ({ code, name: code, dir: "auto" }))];
      const boxes = make("div", { className: "form-words" });
      const fits = [];
      for (const { code, name, dir } of languages) {
        const box = make("textarea", { lang: code, dir, rows: this.spec.lines, value: texts[code] || "" });
        const fit = () => {
          box.style.height = "auto";
          if (box.scrollHeight) box.style.height = `${box.scrollHeight + 2}px`;
        };
        fits.push(fit);
        box.addEventListener("input", () => {
          if (box.value) texts[code] = box.value;
          else delete texts[code];
          this.write(texts);
          fit();
        });
        box.addEventListener("focus", fit);
        boxes.append(labelled(name, box));
      }
      boxes.addEventListener("focusout", () => nameKey(this.input, texts[languages[0].code]));
      this.append(boxes);
      fits.forEach((fit) => fit());
    }
  }

  // A question, step or option that has words and no key yet gets one, so that rules can name it at once.
  // The server makes the same for what no script saw.
  function nameKey(input, text) {
    const found = /^(.*)-(label|title)$/.exec(input.name);
    const field = found && document.getElementsByName(`${found[1]}-key`)[0];
    if (!field || field.value || !text) return;
    const isStep = found[2] === "title" && document.getElementsByName(`${found[1]}-questions-count`).length;
    const mark = isStep ? "-" : "_";
    const plain = text.toLowerCase().normalize("NFKD").replace(/[^\x00-\x7f]|'/g, "");
    let key = (plain.match(/[a-z0-9]+/g) || []).join(mark).replace(/^[0-9_-]+/, "");
    while (key.length > 50) key = key.slice(0, 50).replace(/[_-][^_-]*$/, "").slice(0, 50);
    if (!key) return;
    const family = found[1].replace(/\d+(-value)?$/, "").match(/options-?$/) ? found[1].replace(/\d+-value$/, "") : "parts-";
    const taken = new Set(
      [...document.querySelectorAll(`input[name^="${family}"][name$="-key"]`)].map((each) => each.value),
    );
    let free = key;
    for (let number = 2; taken.has(free); number += 1) free = `${key}${mark}${number}`;
    field.value = free;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const json = (name) => {
    const field = document.getElementsByName(name)[0];
    return field && field.value ? JSON.parse(field.value) : {};
  };
  const value = (name) => document.getElementsByName(name)[0]?.value || "";
  const said = (texts) => texts[document.documentElement.lang] || Object.values(texts)[0] || "";

  // Every question of the form as it stands on the page now, in order. Read once for all that is drawn at once.
  let read;
  function questions() {
    if (!read) queueMicrotask(() => { read = undefined; });
    read ||= readQuestions();
    return read;
  }
  function readQuestions() {
    const found = [];
    for (const type of document.querySelectorAll('input[name^="parts-"][name$="-type"]')) {
      const at = type.name.slice(0, -5);
      const isQuestion = /-questions-\d+$/.test(at) && !type.value.endsWith("_words");
      if (!isQuestion || gone(at)) continue;
      const options = [...document.querySelectorAll(`input[name^="${at}-value-options-"][name$="-value-key"]`)]
        .filter((key) => !gone(key.name.slice(0, -10)))
        .map((key) => ({ key: key.value, label: said(json(key.name.replace(/key$/, "label"))) }));
      found.push({
        key: value(`${at}-value-key`),
        label: said(json(`${at}-value-label`)),
        kind: type.value,
        options,
        list: listOf(at),
        isMoney: type.value === "money" || Boolean(document.getElementsByName(`${at}-value-money`)[0]?.checked),
      });
    }
    return found.filter((each) => each.key);
  }
  // The key of the innermost list in whose rows something is asked; "" outside all lists.
  function listOf(at) {
    const around = at.replace(/-value-(steps|questions)-\d+$/, "");
    if (around === at) return "";
    return value(`${around}-type`) === "repeat" ? value(`${around}-value-key`) : listOf(around);
  }
  function repeats() {
    return [...document.querySelectorAll('input[name^="parts-"][name$="-type"]')]
      .filter((type) => type.value === "repeat" && !gone(type.name.slice(0, -5)))
      .map((type) => type.name.slice(0, -5))
      .map((at) => ({ key: value(`${at}-value-key`), label: said(json(`${at}-value-title`)), list: listOf(at) }))
      .filter((each) => each.key);
  }
  function requirements() {
    return [...document.querySelectorAll('input[name^="parts-"][name$="-type"]')]
      .map((type) => ({ type: type.value, at: type.name.slice(0, -5) }))
      .filter(({ type, at }) => type === "requirement" && !gone(at))
      .map(({ at }) => ({ key: value(`${at}-value-key`), label: said(json(`${at}-value-title`)) }))
      .filter((each) => each.key);
  }
  // Taken out: the block itself, or one around it.
  function gone(at) {
    for (let name = at; name; name = name.replace(/-?[^-]+$/, ""))
      if (value(`${name}-deleted`)) return true;
    return false;
  }

  // What rules, formulas and cases are made of, as the server put it into the page.
  let known;
  const theGrammar = () => (known ||= JSON.parse(document.getElementById("form-grammar")?.textContent || "null"));

  let grammar;
  class Tree extends JsonField {
    draw(rule) {
      grammar = theGrammar();
      if (!grammar) return;
      this.rule = rule;
      this.box = make("div", { className: "form-tree" });
      this.append(this.box);
      this.redraw();
      // What can be chosen may have changed since: look again when somebody comes here.
      this.addEventListener("pointerdown", (event) => this.refresh(event.target), true);
      this.addEventListener("focusin", (event) => this.refresh(event.target));
    }
    refresh(target) {
      if (target.matches?.("select[data-offers]")) fill(target, target.value);
    }
    redraw() {
      this.box.replaceChildren(this.node(this.rule, (rule) => { this.rule = rule; }, true));
    }
    // The line of one rule with the rules inside it. `set` puts another in its place.
    node(rule, set, top = false) {
      const { strings } = grammar;
      const variants = grammar[this.spec.grammar];
      const here = variants.find((each) => rule && each.op === rule.op && fits(each, rule));
      const line = make("div", { className: "form-tree__line" });
      const kinds = make("select", {});
      kinds.append(make("option", { value: "", textContent: top ? strings.always : strings.choose }));
      variants.forEach((each, place) => {
        kinds.append(make("option", { value: place, textContent: each.name, selected: each === here }));
      });
      const what = this.spec.grammar === "rule" ? strings.what : strings.formula;
      line.append(labelled(`${what} ${top ? this.called : ""}`.trim(), kinds, true));
      kinds.addEventListener("change", () => {
        const chosen = variants[kinds.value];
        const next = chosen ? { op: chosen.op } : null;
        for (const [name, sort] of Object.entries(chosen?.fields || {})) {
          next[name] = first(sort);
          if (rule && name in rule && typeof rule[name] === typeof next[name]) next[name] = rule[name];
          if (sort === "rules" && rule && !rule.rules) next[name] = [rule];
          if (sort === "rule" && rule && !rule.rule && !rule.rules) next[name] = rule;
        }
        set(next);
        this.changed();
      });
      const whole = make("fieldset", {}, line);
      whole.setAttribute("aria-label", here ? here.name : what);
      for (const [name, sort] of Object.entries(here?.fields || {})) {
        if (sort === "rule" || sort === "rules") continue;
        line.append(this.field(rule, name, sort));
      }
      if (here?.fields.rule) whole.append(this.node(rule.rule, (inner) => { rule.rule = inner; }));
      if (here?.fields.rules) {
        rule.rules.forEach((inner, place) => {
          const row = this.node(inner, (next) => { rule.rules[place] = next; });
          const out = make("button", { type: "button", className: "button button-small button-secondary", textContent: strings.remove });
          out.addEventListener("click", () => { rule.rules.splice(place, 1); this.changed(); });
          row.querySelector(".form-tree__line").append(out);
          whole.append(row);
        });
        const more = make("button", { type: "button", className: "button button-small button-secondary", textContent: strings.add });
        more.addEventListener("click", () => { rule.rules.push(null); this.changed(); });
        whole.append(more);
      }
      return whole;
    }
    changed() {
      this.redraw();
      this.write(this.rule);
    }
    field(rule, name, sort) {
      const { strings, comparisons, channels, types } = grammar;
      const asked = questions().find((each) => each.key === rule.question);
      const keep = (next) => { rule[name] = next; this.write(this.rule); };
      if (sort === "question" || sort === "repeat") {
        const chooser = make("select", {});
        chooser.dataset.offers = sort;
        fill(chooser, rule[name]);
        chooser.addEventListener("change", () => { keep(chooser.value); this.changed(); });
        return labelled(strings[name] || strings[sort === "repeat" ? "list" : "question"], chooser, true);
      }
      if (sort === "comparison" || sort === "channel") {
        const offers = Object.entries(sort === "comparison" ? comparisons : channels);
        return labelled(strings.is, choices(offers, rule[name], keep), true);
      }
      if (sort === "questions" || sort === "values") {
        const offers = sort === "questions"
          ? questions().filter((each) => types[each.kind] === "number").map((each) => [each.key, each.label])
          : answers(asked, rule[name]);
        const ticks = make("div", { className: "form-tree__ticks" });
        ticks.setAttribute("role", "group");
        ticks.setAttribute("aria-label", strings[name] || strings.question);
        for (const [key, label] of offers) {
          const tick = make("input", { type: "checkbox", checked: (rule[name] || []).includes(key) });
          tick.addEventListener("change", () => {
            const chosen = new Set(rule[name] || []);
            if (tick.checked) chosen.add(key);
            else chosen.delete(key);
            keep(offers.map(([each]) => each).filter((each) => chosen.has(each)));
          });
          ticks.append(make("label", {}, tick, label));
        }
        return ticks;
      }
      const kind = asked && types[asked.kind];
      if (sort === "answer" && kind === "boolean") {
        const offers = [["yes", strings.yes], ["no", strings.no]];
        const now = rule[name] === true ? "yes" : rule[name] === false ? "no" : "";
        return labelled(strings.value, choices(offers, now, (next) => keep(next === "" ? "" : next === "yes")), true);
      }
      if (sort === "answer" && ["choice", "choices"].includes(kind)) {
        return labelled(strings.value, choices(answers(asked, [rule[name]]), rule[name], keep), true);
      }
      const isNumber = sort === "number" || kind === "number";
      const isMoney = sort === "number" && name === "value" && Boolean(asked?.isMoney);
      const now = rule[name] ?? "";
      const box = make("input", { type: sort === "date" ? "date" : "text", value: isMoney ? pounds(now) : now });
      if (isNumber) box.inputMode = "decimal";
      box.addEventListener("input", () => {
        const whole = /^-?\d+$/.test(box.value);
        keep(isMoney ? pence(box.value) : isNumber && whole ? Number(box.value) : box.value);
      });
      return labelled((strings[name] || strings.value) + (isMoney ? " (£)" : ""), box, !isMoney);
    }
  }

  // Money is kept in pence and read in pounds. What is no amount stays as it was typed, for the server to refuse.
  const pounds = (amount) => (typeof amount === "number" ? (amount / 100).toFixed(2).replace(/\.00$/, "") : amount);
  const pence = (text) => (/^\d+([.,]\d{1,2})?$/.test(text.trim()) ? Math.round(Number(text.replace(",", ".")) * 100) : text);
  const fits = (variant, rule) => Object.keys(rule).every((name) => name === "op" || name in variant.fields);
  const first = (sort) => ({ rules: [], questions: [], values: [], rule: null, comparison: ">=" })[sort] ?? (sort in { rule: 1 } ? null : "");
  function answers(asked, chosen) {
    if (asked?.kind === "country") return Object.entries(theGrammar().countries);
    const offers = (asked?.options || []).map((each) => [each.key, each.label || each.key]);
    const lost = (chosen || []).filter((key) => key && !offers.some(([known]) => known === key));
    return [...offers, ...lost.map((key) => [key, `${key} ${theGrammar().strings.gone}`])];
  }
  function choices(offers, chosen, keep) {
    const chooser = make("select", {});
    if (!offers.some(([key]) => key === chosen)) chooser.append(make("option", { value: "", textContent: theGrammar().strings.choose }));
    for (const [key, label] of offers) chooser.append(make("option", { value: key, textContent: label, selected: key === chosen }));
    chooser.addEventListener("change", () => keep(chooser.value));
    return chooser;
  }
  function fill(chooser, chosen) {
    const offers = (chooser.dataset.offers === "repeat" ? repeats() : questions()).map((each) => [each.key, each.label || each.key]);
    if (chosen && !offers.some(([key]) => key === chosen)) offers.push([chosen, `${chosen} ${theGrammar().strings.gone}`]);
    chooser.replaceChildren(make("option", { value: "", textContent: theGrammar().strings.choose }));
    for (const [key, label] of offers) chooser.append(make("option", { value: key, textContent: label, selected: key === chosen }));
  }

  // For cases.js, which is loaded after this.
  window.anydoor = { JsonField, answers, choices, labelled, make, pence, pounds, questions, repeats, requirements, theGrammar };
  customElements.define("form-words", Words);
  customElements.define("form-tree", Tree);
})();
