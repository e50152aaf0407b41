"""What is stored. Import models from here; each file holds a QuerySet, then its Model."""

from __future__ import annotations

from jobs.models.announced import Announced
from jobs.models.change import RunChange
from jobs.models.curation import FormerSlug, NotSame
from jobs.models.daily import BoardDay, EmptySearch, Once, Salt
from jobs.models.employer import Employer, EmployerAlias
from jobs.models.feed import BY_HAND, STANDARD_INPUT, Feed, ImportRun
from jobs.models.job import Job
from jobs.models.job_path import job_path
from jobs.models.job_queries import JobQuerySet
from jobs.models.kept import Block, FeedValue, blocked
from jobs.models.life import Life, today
from jobs.models.link import ApplyClicks, JobPlace, JobSkill
from jobs.models.logo import Logo, LogoCopy
from jobs.models.merge import Merge
from jobs.models.place import LocatedBy, Place, PlaceAlias
from jobs.models.report import Report
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
from jobs.models.switches import Filterable, Reviewed
from jobs.models.term import Alias, Term
from jobs.models.trial import Trial

__all__ = [
    "BY_HAND",
    "STANDARD_INPUT",
    "Alias",
    "Announced",
    "ApplyClicks",
    "Block",
    "BoardDay",
    "Category",
    "CategoryAlias",
    "Employer",
    "EmployerAlias",
    "EmptySearch",
    "Feed",
    "FeedValue",
    "Filterable",
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
    "Merge",
    "NotSame",
    "Once",
    "Place",
    "PlaceAlias",
    "Report",
    "Reviewed",
    "RunChange",
    "Salt",
    "SearchRow",
    "SearchState",
    "Skill",
    "SkillAlias",
    "Term",
    "Trial",
    "blocked",
    "job_path",
    "today",
]
