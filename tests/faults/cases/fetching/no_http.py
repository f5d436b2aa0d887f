"""Another service answers on the port."""

from tests.faults.expected import postponed
from tests.faults.story import STORY

ROUTES = {STORY: b"SSH-2.0-OpenSSH_9.6\r\n\r\n"}
EXPECTED = {STORY: postponed("HTTP")}
