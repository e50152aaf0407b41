"""What employers, pay and places are called, in many languages. Folded, the exact first."""

from __future__ import annotations

EMPLOYER = tuple(
    """employername companyname hiringorganization hiringorganizationname hiringcompany
    hiringcompanyname company employer organization organisation organizationname
    organisationname clientname client businessname advertisername advertiser
    companytitle companylegalname legalname brandname brand subcompany sourcename firma
    firmenname firmaname unternehmen unternehmensname arbeitgeber arbeitgebername
    auftraggeber entreprise nomentreprise societe nomsociete raisonsociale employeur
    nomemployeur empresa nombreempresa empleador compania nomeempresa empregador azienda
    nomeazienda datore datoredilavoro inserzionista bedrijf bedrijfsnaam bedrijfnaam
    werkgever organisatie opdrachtgever nazwafirmy pracodawca nazwapracodawcy spolecnost
    nazevfirmy zamestnavatel foretag foretagsnamn arbetsgivare arbetsgivarnamn bedrift
    arbeidsgiver virksomhed virksomhedsnavn arbejdsgiver компания работодатель yritys
    tyonantaja agency agencyname school schoolname institution recruitercompany""".split()
)
LOGO = tuple(
    """employerlogo companylogo companylogourl employerlogourl logourl logo logolink logoimage
    companyimage recruiterlogo recruiterlogourl brandlogo clientlogo organizationlogo firmenlogo
    logoentreprise logoempresa logoazienda bedrijfslogo""".split()
)
EMPLOYER_TEXT = tuple(
    """employerdescription companydescription companyinfo companyprofile aboutcompany
    aboutthecompany aboutus employerprofile employerinfo organizationdescription companytext
    companyabout unternehmensbeschreibung firmenbeschreibung unternehmensprofil ueberuns
    descriptionentreprise presentationentreprise descripcionempresa descricaoempresa
    descrizioneazienda bedrijfsomschrijving bedrijfsprofiel opisfirmy foretagsbeskrivning""".split()
)
EMPLOYER_SITE = tuple(
    """employerwebsite companywebsite companyurl employerurl companysite companyhomepage
    companylink companyweb organizationurl organisationurl recruiterurl employersite
    corporatewebsite hiringorganizationsameas
    hiringorganizationurl homepage website site firmenwebsite firmenurl siteentreprise webempresa
    siteempresa sitoweb sitoazienda bedrijfswebsite stronafirmy hemsida""".split()
)
SALARY = tuple(
    """salaryrange salarydescription salarytext salary salaryamount jobsalary pay payrange wage
    wages compensation compensationrange salarydetails salaryinfo remuneration basesalary rate
    payrate package salarypackage estimatedsalary monthlysalary yearlysalary annualsalary gehalt
    gehaltsspanne gehaltsangabe lohn verguetung vergutung entgelt salaire remunerationtexte
    fourchettesalaire salario rangosalarial sueldo remuneracion faixasalarial remuneracao
    stipendio retribuzione ral salaris salarisindicatie loon beloning wynagrodzenie pensja placa
    mzda plat lön løn loner lonn palkka зарплата""".split()
)
SALARY_MIN = tuple(
    """salarymin minsalary salaryminimum minimumsalary salaryfrom compensationmin
    mincompensation compensationminimum paymin minpay wagemin minwage salarylow
    lowsalary salarylower salarystart salaryrangemin salaryrangestart salaryrangefrom
    salaryrangelow salaryminvalue basesalaryminvalue basesalarymin salarylowend payfrom
    minvalue ratefrom minrate ratemin fromsalary salary1 gehaltmin gehaltvon mingehalt
    salairemin salairemini salaireminimum salariomin salariominimo sueldominimo
    sueldomin salarioinicial retribuzionemin stipendiomin salarismin minsalaris
    salarisvan wynagrodzenieod placaod pensjaod lonmin lonfran""".split()
)
SALARY_MAX = tuple(
    """salarymax maxsalary salarymaximum maximumsalary salaryto compensationmax
    maxcompensation compensationmaximum paymax maxpay wagemax maxwage salaryhigh
    highsalary salaryupper salaryend salaryrangemax salaryrangeend salaryrangeto
    salaryrangehigh salarymaxvalue basesalarymaxvalue basesalarymax salaryhighend payto
    maxvalue rateto maxrate ratemax tosalary salary2 gehaltmax gehaltbis maxgehalt
    salairemax salairemaxi salairemaximum salariomax salariomaximo sueldomaximo
    sueldomax salariofinal retribuzionemax stipendiomax salarismax maxsalaris salaristot
    wynagrodzeniedo placado pensjado lonmax lontill""".split()
)
CURRENCY = tuple(
    """salarycurrency compensationcurrency salarycurrencycode currencycode currency paycurrency
    wagecurrency basesalarycurrency ratecurrency salaryrangecurrency salarycurr waehrung wahrung
    gehaltwaehrung devise monnaie moneda divisa moeda valuta waluta""".split()
)
PERIOD = tuple(
    """salaryperiod salaryinterval salaryfrequency salaryunit salaryunittext
    compensationinterval compensationtimeframe compensationperiod compensationfrequency
    payperiod payfrequency payinterval salarytype salarypayperiod salaryper salarybasis
    salaryschedule salaryperiodicity wageperiod rateperiod rateunit salarytime salarytimeunit
    timeunit unittext basesalaryunittext basesalaryunit salaryrangeperiod paytype
    gehaltszeitraum periodesalaire periodicite periodicidad periodosalarial periodo periode
    okres""".split()
)
CITY = tuple(
    """city jobcity town cityname locationcity addresslocality locality municipality suburb
    worklocationcity joblocationcity ort stadt arbeitsort einsatzort standortort ville
    villeposte localite ciudad poblacion localidad municipio cidade citta comune localita stad
    plaats plaatsnaam werkplaats gemeente miasto miejscowosc mesto obec kommun kommune by
    poststed kaupunki kunta город""".split()
)
REGION = tuple(
    """state stateorprovince province region jobregion region1 jobstate addressregion
    statename stateprovince county statecode locationstate joblocationstate
    locationregion territory prefecture district administrativearea countrysubdivision
    bundesland kanton departement provincia comunidadautonoma comunidad uf regiao
    regione provincie wojewodztwo lan fylke maakunta регион""".split()
)
COUNTRY = tuple(
    """country countryname countrycode jobcountry locationcountry joblocationcountry
    addresscountry nation countryiso isocountry land landcode pays codepays pais
    codigopais paese nazione kraj zeme maa страна""".split()
)
PLACE = tuple(
    """location joblocation locations joblocations locationname locationtext
    locationdescription worklocation workplace workinglocation workingplace place
    placeofwork jobplace locationstring formattedlocation fulllocation primarylocation
    locationaddress joblocationtext citystate geolocation geo office offices
    vacancylocation standort standorte arbeitsplatz dienstort lieu lieutravail
    lieudetravail localisation lieuposte lieux ubicacion lugar lugartrabajo
    lugardetrabajo localizacion localtrabalho localizacao sede luogo luogolavoro
    luogodilavoro sededilavoro locatie werklocatie standplaats lokalizacja miejscepracy
    lokalita mistoprace plats arbetsplats arbetsort ort1 arbeidssted sted sijainti
    tyopaikka candidaterequiredlocation candidatelocationrestriction fulladdress address
    adresse direccion indirizzo adres""".split()
)
