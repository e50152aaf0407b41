"""Copies of logos, served from our own address, and how the copy of each employer is doing."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

DIGEST_BYTES = 16  # of BLAKE2b: nobody finds two images with the same


class Logo(models.Model):
    """An image by its content: employers with the same image share it, and it never changes."""

    digest = models.CharField(
        primary_key=True, max_length=2 * DIGEST_BYTES, editable=False, help_text="BLAKE2b, hex"
    )
    image = models.BinaryField(help_text="WebP, made by ourselves")
    width = models.PositiveSmallIntegerField(help_text="pixels")
    height = models.PositiveSmallIntegerField(help_text="pixels")

    def __str__(self) -> str:
        return f"{self.width} x {self.height} pixels"

    def get_absolute_url(self) -> str:
        return reverse("logo", args=[self.pk])

    @classmethod
    def digest_of(cls, image: bytes) -> str:
        return blake2b(image, digest_size=DIGEST_BYTES).hexdigest()


class LogoCopy(models.Model):
    """What came of asking for an employer's logo. An employer never asked for has none."""

    employer = models.OneToOneField(
        "jobs.Employer", on_delete=models.CASCADE, primary_key=True, related_name="logo_copy"
    )
    address = models.CharField(max_length=2000, help_text="That was asked last")
    etag = models.CharField(max_length=500, blank=True, help_text="Of the image that was copied")
    last_modified = models.CharField(max_length=100, blank=True)
    tried_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, help_text="When the copy was last known to be right")
    failures = models.PositiveSmallIntegerField(default=0, help_text="In a row")
    not_before = models.DateTimeField(null=True, help_text="When to ask again; empty: at once")
    host_rests_until = models.DateTimeField(
        null=True, help_text="Its server asked to be left alone so long"
    )
    problem = models.CharField(
        max_length=500, blank=True, help_text="Why nothing was copied: expected, came"
    )

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name_plural = "logo copies"

    def __str__(self) -> str:
        return self.address
