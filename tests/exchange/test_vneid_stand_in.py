import os
import subprocess
import sys

import pytest
import requests

pytestmark = pytest.mark.processes


def test_the_stand_in_refuses_to_run_in_production(tmp_path):
    environment = {**os.environ, "MOTCUA_MODE": "production"}
    command = [sys.executable, "-m", "motcua.exchange.vneid.fake", "--data", str(tmp_path), "--port", "1"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0 and "never runs in production" in ended.stderr


def test_the_stand_in_needs_the_shared_secret(tmp_path):
    environment = {**os.environ, "MOTCUA_MODE": "demo", "MOTCUA_VNEID_SECRET": ""}
    command = [sys.executable, "-m", "motcua.exchange.vneid.fake", "--data", str(tmp_path), "--port", "1"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0 and "secrets.json" in ended.stderr


def test_an_unknown_way_back_is_not_followed(stand_in):
    query = "client_id=motcua&response_type=code&scope=openid&state=x&redirect_uri=https://evil.example/"
    chosen = f"{stand_in}/choose/?next=/identity/o/authorize?{query.replace('&', '%26')}"
    session = requests.Session()
    token = session.get(chosen).text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = session.post(chosen, data={"choice": "cancel", "csrfmiddlewaretoken": token}, allow_redirects=False)
    assert answer.status_code == 400


def test_the_stand_in_leads_nowhere_else(stand_in):
    answer = requests.get(f"{stand_in}/choose/?next=https://evil.example/", allow_redirects=False, timeout=5)
    assert answer.headers["Location"] == "/"


def test_a_number_is_checked_before_anybody_is_made_up(stand_in):
    page = f"{stand_in}/choose/?next=/identity/o/authorize%3Fclient_id%3Dmotcua"
    session = requests.Session()
    token = session.get(page).text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = session.post(page, data={"choice": "anybody", "number": "123", "csrfmiddlewaretoken": token})
    assert answer.url.startswith(page) and answer.text.count('class="error"') >= 2
