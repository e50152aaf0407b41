"""What is stored. Import models from here; each file holds a QuerySet, then its Model."""

from __future__ import annotations

from jobs.models.announced import Announced
from jobs.models.curation import FormerSlug, NotSame
from jobs.models.employer import Employer, EmployerAlias
from jobs.models.feed import STANDARD_INPUT, Feed, ImportRun
from jobs.models.job import Job
from jobs.models.job_path import job_path
from jobs.models.job_queries import JobQuerySet
from jobs.models.life import Life, today
from jobs.models.link import ApplyClicks, JobPlace, JobSkill
from jobs.models.logo import Logo, LogoCopy
from jobs.models.place import LocatedBy, Place, PlaceAlias
from jobs.models.search import SearchRow, SearchState
from jobs.models.skill import (
    Category,
    CategoryAlias,
    Industry,
    IndustryAlias,
    JobType,
    JobTypeAlias,
    Level,
    LevelAlias,
    Skill,
    SkillAlias,
)
from jobs.models.term import Alias, Term

__all__ = [
    "STANDARD_INPUT",
    "Alias",
    "Announced",
    "ApplyClicks",
    "Category",
    "CategoryAlias",
    "Employer",
    "EmployerAlias",
    "Feed",
    "FormerSlug",
    "ImportRun",
    "Industry",
    "IndustryAlias",
    "Job",
    "JobPlace",
    "JobQuerySet",
    "JobSkill",
    "JobType",
    "JobTypeAlias",
    "Level",
    "LevelAlias",
    "Life",
    "LocatedBy",
    "Logo",
    "LogoCopy",
    "NotSame",
    "Place",
    "PlaceAlias",
    "SearchRow",
    "SearchState",
    "Skill",
    "SkillAlias",
    "Term",
    "job_path",
    "today",
]
