"""Element names, folded, by which records and what they hold are recognised. Data, no code."""

from __future__ import annotations

# Elements that are one job wherever they stand below the root.
RECORD_NAMES = frozenset(
    "job position item entry posting offer vacancy listing opening ad advert advertisement "
    "jobposting jobpost joblisting joboffer jobad jobadvert jobopening jobitem jobentry jobdetail "
    "jobdata jobinfo jobrecord jobpositionposting positionopening positionposting openposition "
    "vacancyitem vacature vacancyposting requisition jobrequisition opportunity "
    "stelle stellenangebot stellenanzeige anzeige inserat jobangebot "
    "offre offreemploi offredemploi annonce emploi poste "
    "oferta ofertaempleo ofertadeempleo empleo vacante anuncio vaga emprego trabajo "
    "offerta offertadilavoro annuncio lavoro "
    "stilling stillingsopslag stillingsannonse jobb jobbannons annons "
    "työpaikka tyopaikka ogloszenie ogłoszenie praca nabidka pozice allas állás "
    "вакансия".split()
)
# What stands beside the records and may hold a title and a link of its own.
NEVER_RECORDS = frozenset(
    "channel image author contributor generator textinput cloud source publisher owner company "
    "employer organization organisation hiringorganization recruiter advertiser agency contact "
    "header head meta metadata info link category categories location locations address".split()
)
TITLE_NAMES = frozenset(
    "title jobtitle name jobname position positiontitle positionname postitle vacancytitle role "
    "jobrole headline heading vacancyname vacancy jobheadline adtitle offertitle function "
    "titel jobtitel stellentitel stellenbezeichnung bezeichnung berufsbezeichnung stelle "
    "titre intitule intitulé intituleposte poste libelle libellé nomposte "
    "titulo título puesto cargo vacante nombre nombrepuesto titolo posizione mansione ruolo "
    "functie functietitel vacaturetitel functienaam rubrik tittel stillingstittel "
    "stillingsbetegnelse overskrift otsikko tehtävänimike stanowisko nazwa tytul tytuł nazev název "
    "pozice nazov názov megnevezés titlu nume должность название".split()
)
LINK_NAMES = frozenset(
    "link url href uri applyurl applylink applyto apply applicationurl applicationlink joburl "
    "joblink detailurl detailsurl detaillink jobdetailurl externalurl externallink "
    "redirecturl posturl vacancyurl positionurl landingpage landingurl weburl pageurl deeplink "
    "guid permalink website bewerbungslink bewerbungsurl stellenlink lien lienoffre urlcandidature "
    "enlace vinculo vínculo urloferta collegamento sollicitatielink sollicitatieurl ansökningslänk "
    "lenke lank länk lenk odkaz odnosnik adres ссылка".split()
)
# Elements that hold running text; HTML elements inside them are part of that text.
TEXT_NAMES = frozenset(
    "description jobdescription descriptionhtml htmldescription descriptiontext content encoded "
    "body jobbody text fulltext html summary jobsummary details jobdetails longdescription "
    "shortdescription briefdescription fulldescription positiondescription vacancydescription "
    "companydescription employerdescription requirements jobrequirements requirement "
    "responsibilities duties qualifications profile benefits perks skillsdescription value "
    "abstract introduction intro about aboutus descriptionrequirements examplesofduties "
    "beschreibung stellenbeschreibung anzeigentext aufgaben anforderungen profil wirbieten "
    "descriptif descriptionposte missions texte descripcion descripción requisitos descricao "
    "descrição descrizione requisiti omschrijving functieomschrijving beskrivning beskrivelse "
    "stillingsbeskrivelse kuvaus opis opisstanowiska popis leírás описание".split()
)
# Elements of HTML that may stand in a text; `section`, `article` and `header` are not among them,
# because feeds use these names for groups of fields.
MARKUP_NAMES = frozenset(
    "a abbr b big blockquote br center dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i "
    "img ins li ol p pre s small span strike strong sub sup table tbody td tfoot th thead tr u "
    "ul".split()
)
VOID_NAMES = frozenset("br hr img".split())
# HTML that may stand in any text, also in a title.
INLINE_NAMES = frozenset("b i em strong span br".split())
# `<field name="title">Baker</field>`: what the element is called stands in an attribute.
KEYED_NAMES = frozenset("field attribute attr param parameter property".split())
# What web servers and their tools write behind or before a document.
PAGE_NAMES = MARKUP_NAMES | frozenset(
    "html head body script noscript style iframe meta link button form input svg".split()
)
XHTML = "http://www.w3.org/1999/xhtml"
