"""What the desk of the window's tests receives."""

from smdesk.service.samples import FAULTY, GOOD

GIVEN = (
    ("zhejiang-2020/enterprise", GOOD), ("zhejiang-2020/enterprise", FAULTY),
    ("shanxi-2021/platform", GOOD), ("guangdong-2024/enterprise", GOOD),
)  # fmt: skip
CASES = 3
"""The first two are versions of one case."""
