"""WAV: the samples are copied into a bare container."""

import io
import wave

from .sound import DAMAGED, Sound

MAX_CHANNELS, MAX_RATE = 2, 192_000


def made_anew(content: bytes) -> tuple[Sound, list[str]]:
    with wave.open(io.BytesIO(content), "rb") as sent:
        channels, width, rate = sent.getnchannels(), sent.getsampwidth(), sent.getframerate()
        samples = sent.readframes(sent.getnframes())
    if not samples or channels > MAX_CHANNELS or rate > MAX_RATE:
        raise ValueError(DAMAGED)
    samples = samples[: len(samples) - len(samples) % (channels * width)]
    out = io.BytesIO()
    with wave.open(out, "wb") as bare:
        bare.setnchannels(channels)
        bare.setsampwidth(width)
        bare.setframerate(rate)
        bare.writeframes(samples)
    return Sound(out.getvalue(), "audio/wav", "wav", len(samples) / (channels * width * rate)), []
