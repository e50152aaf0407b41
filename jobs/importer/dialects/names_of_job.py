"""What the elements of a job are called, in many languages. Folded; the more exact comes first."""

from __future__ import annotations

TITLE = tuple(
    """jobtitle title positiontitle jobname vacancytitle vacancyname positionname
    postingtitle jobpostingtitle jobadtitle advertisementtitle adtitle offertitle
    roletitle postitle formattedpositiontitle jobpositiontitle displaytitle
    externaltitle externaljobtitle stellentitel stellenbezeichnung jobtitel
    stellenangebot titel bezeichnung berufsbezeichnung intitule intituleposte
    intituleoffre intituledelofre titre titreoffre titreposte titredeposte poste libelle
    libelleposte titulo titulooferta titulopuesto puesto cargo nombreoferta nombrepuesto
    vaga titulovaga nomevaga titolo titoloannuncio titoloofferta mansione posizione
    functietitel vacaturetitel vacature functie titelvacature functienaam tytul
    nazwastanowiska stanowisko tytuloferty nazevpozice nazev pozice rubrik annonsrubrik
    yrkesbenamning tjanst stilling stillingstittel stillingsbetegnelse overskrift tittel
    otsikko tehtavanimike headline heading jobheadline должность название vacancy
    position job designation jobrole name nombre nome naam role function occupation""".split()
)
LINK = tuple(
    """applyurl applylink applicationurl applicationlink applyonlineurl joburl joblink
    url link externallink externalurl externalapplyurl applyto applyonline howtoapplyurl
    deeplink joburi jobadurl jobpageurl detailurl detailsurl detaillink landingpage
    landingpageurl landingurl clickurl redirecturl targeturl vacancyurl vacancylink
    positionurl postingurl adurl advertisementurl offerurl offerlink weburl webaddress
    permalink href absoluteurl hostedurl careersapplyurl careersurl bewerbungslink
    bewerbungsurl bewerbungsadresse onlinebewerbung stellenlink stellenurl lien
    lienoffre lienpostuler urloffre urlpostuler urlcandidature urlorigine enlace
    urloferta enlaceoferta urlsolicitud vinculo linkvaga urlvaga linkofferta urlannuncio
    linkannuncio vacatureurl vacaturelink sollicitatielink sollicitatieurl linkoferty
    adresurl urloferty odkaz urlpozice lank annonslank ansokningslank soknadslenke lenke
    linkki hakulinkki ссылка linkanzeige bewerbenurl applicationwebsite joboffer""".split()
)
TEXT = tuple(
    """jobdescription descriptionhtml htmldescription fulldescription longdescription
    contentencoded encoded description desc roledescription jobdesc content jobcontent
    body jobbody html descriptiontext textdescription descriptionplain
    vacancydescription positiondescription postingdescription formatteddescription
    formattedpositiondescription adtext advertisementtext adcontent advert jobad jobtext
    details jobdetails fulltext text overview beschreibung stellenbeschreibung
    jobbeschreibung aufgaben anzeigentext stellentext inhalt volltext descriptif
    descriptionposte descriptionoffre texteoffre missions mission descripcion
    descripcionoferta descripcionpuesto funciones contenido descricao descricaovaga
    descrizione descrizioneannuncio testo omschrijving functieomschrijving vacaturetekst
    vacatureomschrijving opis opisstanowiska opisoferty tresc popis popispozice
    naplnprace описание beskrivning annonstext arbetsbeskrivning beskrivelse
    stillingsbeskrivelse kuvaus tyonkuvaus post shortdescription jobsummary summary
    teaser excerpt abstract intro introduction kurzbeschreibung resume resumen
    briefdescription""".split()
)
ID = tuple(
    """id @id jobid @jobid externalid @externalid jobuid uid @uid uuid guid @guid uniqueid
    uniquejobid uniqueidentifier referencenumber reference jobreference referenceid
    jobreferenceid partnerjobid externaljobid externalreference
    externaljobreference vacancyid vacancynumber vacancyref vacancyreference vacancycode
    positionid positioncode postingid adid advertid advertisementid offerid
    offerreference offernumber listingid identifier identificator itemid
    uniquenumber idvalue openingid sourceid referenznummer
    referenz referenzcode kennziffer stellenid stellennummer stellenreferenz jobnummer
    anzeigennummer anzeigenid idoffre referenceoffre numerooffre idannonce referencia
    idoferta referenciaoferta codigo idvaga codigovaga riferimento idannuncio idofferta
    codiceannuncio vacatureid vacaturenummer referentie referentienummer
    numerreferencyjny idoferty numeroferty idpozice annonsid referensnummer annonsnummer
    stillingsid referansenummer inseratid jobalias ref refno referenceno refnumber
    jobref jobreferencenumber @reference @ref jobcode jobnumber jobno requisitionid
    requisitionnumber requisition reqid reqnumber reqcode code sku number""".split()
)
TYPE = tuple(
    """jobtype employmenttype employmenttypes typeofemployment contracttype contracttime
    positiontype jobtypes worktype vacancytype typeofcontract jobkind kindofemployment
    beschaeftigungsart beschaftigungsart anstellungsart vertragsart
    anstellungsverhaeltnis arbeitsverhaeltnis anstellungsform stellenart typecontrat
    typedecontrat naturecontrat tipocontrato tipodecontrato tipojornada tipoempleo
    regimecontratacao tipovaga tipocontratto tipoimpiego dienstverband contractvorm
    soortdienstverband rodzajumowy typumowy anstallningsform anstallningstyp
    stillingstype ansettelsesform tyosuhde""".split()
)
# a kind of employment in some feeds, hours or a whole sentence in others
HOURS = tuple(
    """workinghours type workschedule schedule hours commitment jobstatus contract
    jobterm term timetype worktime workinghourstype employmentstatus employment
    employmentform schedulename arbeitszeit arbeitszeitmodell contrat tempstravail
    tempsdetravail jornada jornadalaboral contrato contratto orario uren aantaluren
    wymiarpracy wymiaretatu typuvazku uvazek omfattning arbetstid stillingsomfang
    zeitintensitaet zeitintensitat jobhours""".split()
)
LEVEL = tuple(
    """experiencelevel seniority senioritylevel joblevel careerlevel karrierelevel
    karrierestufe senioridad senioridade poziomstanowiska""".split()
)
# a level in some feeds, years or a whole sentence in others
EXPERIENCE = tuple(
    """requiredexperience experiencerequired jobexperience experience levelofexperience
    yearsofexperience workexperience berufserfahrung erfahrung niveauexperience
    niveaudexperience nivelexperiencia experiencia experienca esperienza ervaringsniveau
    ervaring doswiadczenie erfarenhet level positionlevel nivel livello poziom""".split()
)
REMOTE = tuple(
    """workarrangement workplacetype workplacetypes workplacemodel remotetype remotework
    remotestatus isremote remote workmodel workingmodel workmode locationtype joblocationtype
    remoteallowed remotejob remoteok telecommute telecommuting homeoffice workfromhome wfh
    onsiteremote remoteoption teletravail teletrabajo teletrabalho lavororemoto thuiswerken
    pracazdalna zdalnie distansarbete hjemmekontor""".split()
)
SKILLS = tuple(
    """skills skill requiredskills keyskills jobskills skillset technologies technology
    techstack tags tag keywords keyword competencies competences stack kenntnisse
    faehigkeiten schlagworte stichworte competencesrequises motscles habilidades
    competencias palabrasclave etiquetas competenze parolechiave vaardigheden
    trefwoorden umiejetnosci wymaganeumiejetnosci slowakluczowe kompetenser nyckelord""".split()
)
CATEGORY = tuple(
    """category jobcategory categoryname primarycategory maincategory jobfunction jobfunctions
    functionname categories department departmentname jobfamily jobdepartment discipline sector
    specialism specialty speciality fieldofwork occupationalcategory classification
    majorcategory0 jobcategories team subject division parentcategory occupationcategory
    kategorie berufsfeld taetigkeitsfeld abteilung fachbereich berufsgruppe categorie metier
    fonction domaine service categoria departamento areafuncional setor categoriaprofessionale
    settore reparto vakgebied functiegroep afdeling kategoria dzial branzakategoria kategori
    yrkesgrupp yrkesomrade avdelning oddeleni obor""".split()
)
INDUSTRY = tuple(
    """industry industryname jobindustry industries companyindustry industrysector
    businesssector branche industrie branchenname wirtschaftszweig secteur secteuractivite
    secteurdactivite industria sectoractividad ramo segmento settoreattivita bedrijfstak branza
    bransch bransje""".split()
)
POSTED = tuple(
    """dateposted datepublished publicationdate publisheddate publishdate postedate
    posteddate postdate postingdate postedat postedon publishedat publishedon
    publishdateutc pubdate published listdate listeddate listingdate datelisted
    dateonline onlinesince onlinedate datelive livedate dateadded addeddate addedon
    createdat createdon createddate datecreated creationdate created opendate
    opendateutc openingdate opened advertisefromdate advertisedate activationdate
    activedate releasedate startpublication publicationstart publicationstartdate
    publishfrom validfrom visiblefrom startdateonline jobpostingdate jobdate
    firstpublished firstpublishdate datesinceonline jobpublishingdatefrom
    buchungstartdatum date posted dateofpublication timestamp veroeffentlicht
    veroeffentlichungsdatum veroeffentlichtam veroffentlichungsdatum onlineseit
    publikationsdatum erstelldatum einstelldatum datum datepublication datedepublication
    dateparution datecreation datemiseenligne fechapublicacion fechadepublicacion fecha
    fechacreacion fechaalta datapublicacao datapubblicazione datainserimento data
    publicatiedatum plaatsingsdatum datapublikacji datadodania datumvlozeni
    publiceringsdatum publicerad publisert publiceret julkaistu""".split()
)
EXPIRES = tuple(
    """validthrough expirationdate expirydate expiredate expires expiresat expireson
    expire dateexpires dateexpire dateexpiry expiry expiration closingdate closedate
    closingon closes dateclosing dateclosed deadline applicationdeadline applybefore
    applyby applicationclosedate applicationclosingdate lastapplicationdate lastdate
    validuntil validto enddate endpublication publicationend publicationenddate
    publishuntil publishto unpublishdate visibleuntil onlineuntil offlinedate
    advertisetodate advertiseuntil jobexpirydate deadlinedate gueltigbis laufzeitende
    bewerbungsfrist bewerbungsschluss ablaufdatum enddatum dateexpiration datefin
    datelimite datecloture datedefin fechacaducidad fechafin fechaexpiracion fechalimite
    fechavencimiento fechacierre dataexpiracao datalimite datascadenza scadenza
    sluitingsdatum vervaldatum datawygasniecia waznedo datawaznosci platnostdo
    sistaansokningsdag sistaansokningsdatum soknadsfrist ansogningsfrist hakuaika
    jobpublishingdateto buchungenddatum""".split()
)
