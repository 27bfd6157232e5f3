"""What the server says, as it crosses the wire."""

from __future__ import annotations

import json
from typing import get_args

import msgspec
import pytest

from chatcore.protocol import frames
from tests.protocol.samples import DOWN

reader: msgspec.json.Decoder[frames.DownFrame] = msgspec.json.Decoder(frames.DownFrame)


def test_there_is_a_sample_of_every_frame_down():
    tags = {struct.__struct_config__.tag for struct in get_args(frames.DownFrame)}
    assert set(DOWN) == tags


@pytest.mark.parametrize("name", DOWN)
def test_every_frame_round_trips(name):
    text = frames.encode(DOWN[name])
    assert json.loads(text)["t"] == name
    assert reader.decode(text) == DOWN[name]


def test_what_is_not_said_is_left_out():
    acknowledged = frames.Acknowledged(cid="c", conv="v", seq=1, ts=1)
    assert set(json.loads(frames.encode(acknowledged))) == {"t", "cid", "conv", "seq", "ts"}
    refused = frames.Refused(cid="c", code="bad", message="No.")
    assert "retry_ms" not in json.loads(frames.encode(refused))


def test_words_travel_as_they_were_written():
    frame = frames.ErrorFrame(code="x", message="花 💐 </script> \u2028 “white”")
    assert json.loads(frames.encode(frame))["message"] == frame.message
