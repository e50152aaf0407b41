// Select2 names a box by its value alone. Here it is named by its label, or by the head of its
// column, and then its value; while it is open, so is the box that is typed into.
{
  const labelOf = (select) =>
    select.labels[0] ??
    select.closest("table").tHead.rows[0].cells[select.closest("td").cellIndex];

  const name = (root) => {
    for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
      const label = labelOf(select);
      label.id ||= `${select.id}_label`;
      const box = select.nextElementSibling.querySelector(".select2-selection");
      const value = box.querySelector(".select2-selection__rendered");
      box.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
      value.setAttribute("aria-labelledby", label.id);
    }
  };

  django.jQuery(() => name(document));
  document.addEventListener("formset:added", ({ target }) => name(target));
  django.jQuery(document).on("select2:open", ({ target }) => {
    const typed = document.querySelector(".select2-search__field");
    typed.setAttribute("aria-labelledby", labelOf(target).id);
  });
}
