"""The files that docs/deploy.md hands out name what there is, and agree with each other."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from streamlit import config

from etl.command import arguments as etl_arguments
from tests.docs.test_docs import parameters

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
UNIT = (DEPLOY / "barometer.service").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
INSTALLED = "/opt/digitalbarometer"
PORT, BASE = "8501", "barometer"


def unit(key: str) -> list[str]:
    """The values of a key of the unit."""
    return re.findall(rf"^{key}=(.*)$", UNIT, re.MULTILINE)


def known(variable: str) -> bool:
    """Whether anything reads this variable of the environment."""
    if variable.startswith("STREAMLIT_"):
        options = config._config_options_template.values()
        return variable in {option.env_var for option in options}
    if variable.startswith("BAROMETER_"):
        rooms = [ROOT / "pages", *(init.parent for init in ROOT.glob("*/__init__.py"))]
        ours = [file for room in rooms for file in room.rglob("*.py")]
        return any(f'"{variable}"' in file.read_text(encoding="utf-8") for file in ours)
    return variable in ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "FORWARDED_ALLOW_IPS")


def test_every_variable_is_read_by_somebody() -> None:
    variables = {each.partition("=")[0] for each in unit("Environment")}
    variables |= set(COMPOSE["services"]["dashboard"]["environment"])
    variables |= set(re.findall(r"^(?:ENV|   ) (\w+)=", CONTAINER, re.MULTILINE))
    variables |= set(re.findall(r"\b(?:BAROMETER|STREAMLIT|FORWARDED)_[A-Z_]+\b", GUIDE))
    assert len(variables) >= 8
    assert [each for each in sorted(variables) if not known(each)] == []


def test_the_unit_runs_what_the_guide_installs() -> None:
    (command,) = unit("ExecStart")
    assert command == f"{INSTALLED}/.venv/bin/streamlit run dashboard.py"
    assert unit("WorkingDirectory") == [INSTALLED]
    assert f"git clone ADDRESS {INSTALLED}" in GUIDE
    assert ".venv/bin/pip install -r requirements.txt" in GUIDE
    for variable in unit("Environment"):
        name, _, value = variable.partition("=")
        if value.startswith("/"):  # the guide makes the folder, the unit may write to it
            assert value.startswith("/var/lib/barometer/"), name
            assert re.search(rf"^install -d .*{re.escape(value)}\b", GUIDE, re.MULTILINE), name
    assert unit("StateDirectory") == ["barometer"]


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is missing")
    file = tmp_path / "barometer.service"
    file.write_text(UNIT.replace(f"{INSTALLED}/.venv/bin/streamlit", "/bin/true"))
    made = subprocess.run(
        ["systemd-analyze", "verify", str(file)], capture_output=True, text=True, timeout=60
    )
    assert (made.returncode, made.stderr) == (0, "")


def test_port_and_path_are_the_same_everywhere() -> None:
    assert f"STREAMLIT_SERVER_PORT={PORT}" in UNIT
    assert f"STREAMLIT_SERVER_BASE_URL_PATH={BASE}\n" in UNIT
    assert f"EXPOSE {PORT}" in CONTAINER
    assert f'"--server.port", "{PORT}"' in CONTAINER
    assert f"server 127.0.0.1:{PORT};" in NGINX
    assert f"location /{BASE}/ " in NGINX
    dashboard = COMPOSE["services"]["dashboard"]
    assert dashboard["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]
    assert dashboard["environment"]["STREAMLIT_SERVER_BASE_URL_PATH"] == BASE
    assert f"127.0.0.1:{PORT}/{BASE}/_stcore/health" in dashboard["healthcheck"]["test"][-1]


def test_compose_names_files_that_there_are() -> None:
    for service in COMPOSE["services"].values():
        if build := service.get("build"):
            context = DEPLOY / build["context"]
            assert (context / build["dockerfile"]).samefile(DEPLOY / "Containerfile")
        for volume in service["volumes"]:
            source, target = volume.split(":")[:2]
            if source.startswith("."):
                assert (DEPLOY / source).exists()
                assert (ROOT / target.removeprefix("/app/")).exists()
            else:
                assert source in COMPOSE["volumes"]
                assert f"VOLUME {target}\n" in CONTAINER
    assert COMPOSE["services"]["load"]["entrypoint"] == ["python", "-m", "etl", "load"]


def image(folder: Path) -> Path:
    """What .dockerignore lets into the image."""
    named = [each.removeprefix("!") for each in IGNORED if each.startswith("!")]
    left = [each for each in IGNORED if each and each[0] not in "!*#"]
    assert [each for each in named if not (ROOT / each).exists()] == []
    for name in named:
        if (ROOT / name).is_dir():
            skip = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=skip)
        else:
            shutil.copy(ROOT / name, folder / name)
    for name in left:
        shutil.rmtree(folder / name, ignore_errors=True)
    return folder


def test_the_image_holds_all_that_runs(tmp_path: Path) -> None:
    """In a folder that holds only what the image does: the app is there and a survey is loaded."""
    folder = image(tmp_path)
    for line in re.findall(r"^COPY (\S+) ", CONTAINER, re.MULTILINE):
        assert (folder / line).exists()
    command = shlex.split(re.sub(r'[\[\],"]', " ", re.findall(r"^CMD (.*)$", CONTAINER, re.M)[0]))
    assert command[:3] == ["streamlit", "run", "dashboard.py"]
    modules = "dashboard, etl.command, pages.parts.warm"
    script = f"import {modules}; print(dashboard.app._resolve_script_path())"
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True
    )
    assert made.stdout.strip() == str(folder / "pages" / "navigation.py"), made.stderr
    load = [sys.executable, "-m", "etl", "check", "data/kmu-st", "--json"]
    assert subprocess.run(load, cwd=folder, capture_output=True).returncode == 0


def test_files_and_commands_of_the_guide_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target
    for path in re.findall(r"\b(?:deploy|data)/[\w./-]+\b", GUIDE):
        assert (ROOT / path).exists(), path
    commands = re.findall(r"python -m etl (\w+)", GUIDE) + re.findall(r"`(--[a-z-]+)`", GUIDE)
    assert set(commands) <= parameters(etl_arguments())
    services = re.findall(r"compose\.yaml run --rm (\w+)", GUIDE)
    assert set(services) <= set(COMPOSE["services"])
    assert "](docs/deploy.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    for file in DEPLOY.iterdir():
        assert f"](../deploy/{file.name})" in GUIDE, f"{file.name} is not mentioned"


def test_nginx_passes_on_what_the_guide_says() -> None:
    for header in ("Host", "X-Forwarded-Proto", "X-Forwarded-For", "Upgrade", "Connection"):
        assert f"proxy_set_header {header} " in NGINX
        assert f"`{header}`" in GUIDE
    assert "$proxy_add_x_forwarded_for" not in NGINX  # what readers send would count
