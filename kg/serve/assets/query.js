"use strict";
(() => {
  // Settings of another graph on another port are not to be shown here.
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [] },
    persistenceId: `kg-${location.host}`,
    yasqe: {
      value: `PREFIX kg: <https://w3id.org/persian-news-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?name ?articles WHERE {
  ?person a kg:Person ; rdfs:label ?name ; kg:articleCount ?articles .
}
ORDER BY DESC(?articles) ?name
LIMIT 20`,
      createShareableLink: null,
    },
  });
  window.kg = { yasgui };
})();
