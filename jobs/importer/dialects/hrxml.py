"""HR-XML: PositionOpening (2.x and 3) and JobPositionPosting (1.x, HR-BA-XML), deeply nested."""

from __future__ import annotations

from jobs.importer.dialects.areas import Places
from jobs.importer.dialects.dialect import Dialect
from jobs.importer.dialects.texts import Parts, Sections
from jobs.importer.dialects.ways import Each, Kind

_PROFILE = "positionprofile"
_DETAIL = f"{_PROFILE}/positiondetail"
_POSTING = "positionpostings/positionposting"
_INFORMATION = "jobpositioninformation"
_TEXT = f"{_INFORMATION}/jobpositiondescription"
_WEB = "howtoapply/applicationmethod/internetwebaddress"
_OLD_WEB = "howtoapply/applicationmethods/byweb/url"
_ADDRESS = f"{_DETAIL}/physicallocation/postaladdress"
_NEW_ADDRESS = f"{_PROFILE}/positionlocation/address"
_OLD_ADDRESS = f"{_TEXT}/jobpositionlocation/locationsummary"
_PAY = f"{_DETAIL}/remunerationpackage/basepay"

dialect = Dialect(
    name="hrxml",
    label="HR-XML",
    roots=("positionopenings", "jobpositionpostings", "hrbaxmljobpositionposting"),
    records=("positionopening", "jobpositionposting"),
    marks=(
        (
            f"{_DETAIL}/positiontitle",
            f"{_PROFILE}/positiontitle",
            f"{_INFORMATION}/jobpositiontitle",
        ),
    ),
    elements={
        "external_id": (
            "positionrecordinfo/id/idvalue",
            f"{_POSTING}/id/idvalue",
            "documentid",
            f"{_PROFILE}/positionid",
            "jobpositionpostingid",
            "jobpositionpostingid/idvalue",
        ),
        "title": (
            f"{_DETAIL}/positiontitle",
            f"{_PROFILE}/positiontitle",
            f"{_INFORMATION}/jobpositiontitle",
        ),
        "description": (
            Sections(f"{_PROFILE}/formattedpositiondescription", "name", "value"),
            Sections(f"{_PROFILE}/positionformatteddescription", "name", "content"),
            Parts(
                {
                    f"{_TEXT}/jobpositionpurpose": "",
                    f"{_TEXT}/essentialfunctions": "Essential functions",
                    f"{_INFORMATION}/jobpositionrequirements/summarytext": "Requirements",
                    f"{_TEXT}/summarytext": "",
                }
            ),
            f"{_PROFILE}/positiondescription",
            _TEXT,
        ),
        "job_type": (
            Kind(
                f"{_DETAIL}/positiontype",
                f"{_DETAIL}/positionschedule",
                f"{_PROFILE}/positionscheduletypecode",
                f"{_PROFILE}/positionofferingtypecode",
                f"{_TEXT}/classification/schedule",
            ),
        ),
        "level": (f"{_DETAIL}/userarea/careerlevel", f"{_PROFILE}/careerlevelcode"),
        "salary_min": (f"{_PAY}/basepayamountmin", f"{_PAY}/basepayamount"),
        "salary_max": (f"{_PAY}/basepayamountmax",),
        "salary_currency": (f"{_PAY}@currencycode", f"{_PAY}/basepayamountmin@currency"),
        "salary_period": (f"{_PAY}@baseinterval",),
        "skills": (Each(f"{_DETAIL}/competency@name"),),
        "category": (
            f"{_DETAIL}/jobcategory/categorydescription",
            f"{_DETAIL}/jobcategory/jobcategory",
            f"{_PROFILE}/jobcategorycode",
        ),
        "industry": (f"{_DETAIL}/industrycode", f"{_PROFILE}/industrycode"),
        "employer": (
            f"{_PROFILE}/organization/organizationname",
            f"{_DETAIL}/company/name",
            f"{_PROFILE}/positionorganization/organizationidentifiers/organizationname",
            f"{_PROFILE}/positionorganization/organizationname",
            "hiringorg/hiringorgname",
            "positionsupplier/organizationname",
        ),
        "employer_website": (
            f"{_PROFILE}/organization/contactinfo/contactmethod/internetwebaddress",
            "hiringorg/website",
        ),
        "apply_url": (
            f"{_PROFILE}/{_WEB}",
            f"{_PROFILE}/howtoapply/applicationmethods/internetwebaddress",
            _WEB,
            _OLD_WEB,
            f"{_POSTING}/link",
            f"{_PROFILE}/postinginstruction/applicationmethod/communication/uri",
            "jobpositionpostinglink",
        ),
        "location": (
            Places(
                city=(
                    f"{_ADDRESS}/municipality",
                    f"{_NEW_ADDRESS}/cityname",
                    f"{_OLD_ADDRESS}/municipality",
                ),
                region=(
                    f"{_ADDRESS}/region",
                    f"{_NEW_ADDRESS}/countrysubdivisioncode",
                    f"{_OLD_ADDRESS}/region",
                ),
                country=(
                    f"{_ADDRESS}/countrycode",
                    f"{_NEW_ADDRESS}/countrycode",
                    f"{_OLD_ADDRESS}/countrycode",
                ),
                group=f"{_DETAIL}/physicallocation",
            ),
            f"{_DETAIL}/physicallocation/name",
            f"{_PROFILE}/positionlocation/locationname",
        ),
        "posted": (
            f"{_POSTING}/id@validfrom",
            "positionrecordinfo/id@validfrom",
            "postdetail/startdate",
            "postdetail/startdate/date",
        ),
        "expires": (
            f"{_POSTING}/id@validto",
            "positionrecordinfo/id@validto",
            "postdetail/enddate",
            "postdetail/enddate/date",
        ),
    },
)
