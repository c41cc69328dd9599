"""A person with a browser: the product through the test client, the stand-in over HTTP, redirects by hand."""

import re
from typing import Any

import requests
from django.test import Client

ANYBODY = {"choice": "anybody", "level": "2", "born_on": "1990-05-17", "sex": "female", "name": "Lò Thị Mới"}


class Visitor:
    """Keeps the cookies of both sides."""

    def __init__(self) -> None:
        self.portal = Client(headers={"user-agent": "Mozilla/5.0 Firefox/128.0"})
        self.vneid = requests.Session()

    def go_to_vneid(self, *, next_page: str = "") -> str:
        """Press the button; the address of the page where one chooses who one is."""
        answer = self.portal.post("/accounts/vneid/login/", {"next": next_page} if next_page else {})
        assert answer.status_code == 302, answer.content
        self.asked = answer["Location"]
        return self.vneid.get(self.asked).url

    def come_back_as(self, page: str, **choice: str) -> Any:
        """Choose, follow the stand-in to its last redirect, and come back to the product with it."""
        return self.portal.get(self.way_back(page, **choice).removeprefix("http://testserver"))

    def way_back(self, page: str, **choice: str) -> str:
        token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', self.vneid.get(page).text)
        assert token
        choice = {**choice, "csrfmiddlewaretoken": token[1]}
        answer = self.vneid.post(page, data=choice, headers={"Referer": page}, allow_redirects=False)
        while not answer.headers.get("Location", "http://testserver").startswith("http://testserver"):
            address = requests.compat.urljoin(answer.url, answer.headers["Location"])
            answer = self.vneid.get(address, allow_redirects=False)
        assert answer.status_code == 302, answer.text[:2000]
        return answer.headers["Location"]

    def sign_in(self, *, next_page: str = "", **choice: str) -> Any:
        """As a made-up person; `choice` changes what the form says."""
        return self.come_back_as(self.go_to_vneid(next_page=next_page), **{**ANYBODY, **choice})
