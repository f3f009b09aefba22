// How a folded block is called by the words in it: without this it would be called by their JSON.
(() => {
  const Widget = window.telepath.constructors["wagtail.widgets.Widget"];
  class JsonWidget extends Widget {
    render(...args) {
      const bound = super.render(...args);
      bound.getTextLabel = (options) => {
        const held = JSON.parse(bound.getValue() || "null");
        if (!held || held.op || !bound.input?.closest?.("form-words")) return "";
        const text = held[document.documentElement.lang] || Object.values(held)[0] || "";
        const longest = options?.maxLength;
        return longest && text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
      };
      return bound;
    }
  }
  window.telepath.register("anydoor.JsonWidget", JsonWidget);
})();
