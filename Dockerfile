# policygraph with its pages and its HTTP interface. By itself it uses the embedded store in /data; docker-compose.yml
# sets a Neo4j beside it.
FROM python:3.11.14-slim-trixie

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONUNBUFFERED=1 POLICYGRAPH_HOME=/data
WORKDIR /app

# The lock first, so that a change of the project's own files downloads nothing again.
COPY requirements.lock ./
RUN python -m pip install --no-compile --require-hashes -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY api api
COPY queries queries
RUN python -m pip install --no-build-isolation --no-deps .

# A user of its own, who owns nothing but the data.
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin policygraph \
    && install -d -o policygraph -g policygraph -m 0700 /data
USER 10001
VOLUME /data
EXPOSE 8000

HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["policygraph", "serve", "--host", "0.0.0.0", "--port", "8000", "--no-open"]
