"""Finding jobs. The one door is `page.results(params)`; no view builds a query."""
