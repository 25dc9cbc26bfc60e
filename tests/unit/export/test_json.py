from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from nlp_minutes.export.json import _indented

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
)


@given(VALUES)
def test_indented_json_is_that_of_the_standard_library(value: Any) -> None:
    assert _indented(value, "\n") == json.dumps(value, ensure_ascii=False, indent=1)
