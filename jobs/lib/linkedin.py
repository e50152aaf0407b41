"""LinkedIn's words, in small letters, and what they mean; empty where they tell nothing.

https://learn.microsoft.com/linkedin/talent/job-postings/xml-feeds-development-guide.
"""

from __future__ import annotations

LEVELS = {
    "entry_level": "Entry level",
    "associate": "Associate",
    "mid_senior_level": "Mid-senior level",
    "director": "Director",
    "executive": "Executive",
    "internship": "Internship",
    "not_applicable": "",
}
FUNCTIONS = {
    "acct": "Accounting",
    "adm": "Administrative",
    "advr": "Advertising",
    "anls": "Analyst",
    "art": "Art / Creative",
    "bd": "Business Development",
    "cnsl": "Consulting",
    "cust": "Customer Service",
    "dist": "Distribution",
    "dsgn": "Design",
    "edu": "Education",
    "eng": "Engineering",
    "fin": "Finance",
    "genb": "General Business",
    "hcpr": "Health Care Provider",
    "hr": "Human Resources",
    "it": "Information Technology",
    "lgl": "Legal",
    "mgmt": "Management",
    "mnfc": "Manufacturing",
    "mrkt": "Marketing",
    "othr": "",
    "pr": "Public Relations",
    "prch": "Purchasing",
    "prdm": "Product Management",
    "prjm": "Project Management",
    "prod": "Production",
    "qa": "Quality Assurance",
    "rsch": "Research",
    "sale": "Sales",
    "sci": "Science",
    "stra": "Strategy / Planning",
    "supl": "Supply Chain",
    "trng": "Training",
    "wrt": "Writing / Editing",
}
