"""Reports as self-contained HTML pages: no request leaves them, and nothing of a paper is taken for markup."""

from __future__ import annotations

from claimx.pages.page import page

__all__ = ["page"]
