# Two commands: `make run` starts the page, `make test` runs every test. Each sets up what it needs, once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: run setup test test-fast check format browser database

run: $(VENV)/.run-time
	@$(BIN)/python app.py

setup: $(VENV)/.run-time
	@$(BIN)/python -m assistant models fetch
	@$(BIN)/python -m assistant index build

# What needs neither models nor a browser runs on all cores; these two fill the cores by themselves.
test: database test-fast browser
	$(BIN)/python -m pytest -m "model or browser"

test-fast: $(VENV)/.development
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not model and not browser"

check: $(VENV)/.development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

format: $(VENV)/.development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The page's tests drive a real browser; as root on Debian it is installed, elsewhere the message says what is missing.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	     && apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; } \
	|| { echo "缺少 Chromium，请安装后重试（Debian: sudo apt-get install chromium fonts-noto-cjk）。 Chromium is missing."; exit 1; }

# The records are tried over a real PostgreSQL too, which each run starts for itself; installed like the browser.
database:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	     && apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null; } \
	|| { echo "缺少 PostgreSQL，请安装后重试（Debian: sudo apt-get install postgresql）。 PostgreSQL is missing."; exit 1; }

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "需要 Python 3.11 或更高版本；可用 make PYTHON=python3.11 指定。 Python 3.11 or later is needed."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	|| { echo "无法建立虚拟环境（Debian: sudo apt-get install python3-venv）。 No virtual environment could be made."; exit 1; }

$(VENV)/.run-time: requirements.txt | $(BIN)/python
	@echo "安装运行依赖（首次约需几分钟）… Installing run-time dependencies"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.run-time
	@echo "安装测试依赖… Installing test dependencies"
	@$(PIP) -r requirements-dev.txt
	@touch $@
