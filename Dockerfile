# Stage 1 installs the locked packages and builds the wheel. Only ready-made wheels are taken: no compiler is needed.
FROM python:3.13-slim-trixie AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /build

COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/bluepencil \
    && /opt/bluepencil/bin/pip install --no-deps --only-binary=:all: --require-hashes -r requirements.lock \
    && python -m venv /opt/hatch \
    && /opt/hatch/bin/pip install --no-deps --only-binary=:all: --require-hashes -r requirements-build.lock

COPY LICENSE NOTICE README.md pyproject.toml ./
COPY service service
COPY migrations migrations
COPY widget/dist widget/dist
COPY docs/embed docs/embed
RUN /opt/hatch/bin/hatchling build --target wheel \
    && /opt/bluepencil/bin/pip install --no-deps dist/*.whl

# Stage 2 is what runs: Python, the environment, a user who owns nothing but /data.
FROM python:3.13-slim-trixie

LABEL org.opencontainers.image.title="Bluepencil" \
      org.opencontainers.image.description="Readers point at a typo with Ctrl+Enter; editors decide it in seconds." \
      org.opencontainers.image.licenses="MIT"

RUN groupadd --gid 10001 bluepencil \
    && useradd --uid 10001 --gid bluepencil --no-create-home --home-dir /data --shell /usr/sbin/nologin bluepencil \
    && install --directory --owner=bluepencil --group=bluepencil --mode=0700 /data

COPY --from=build /opt/bluepencil /opt/bluepencil

ENV PATH=/opt/bluepencil/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    BLUEPENCIL_DATA_DIR=/data \
    BLUEPENCIL_LOG_FORMAT=json

USER 10001:10001
WORKDIR /data
# The embedded database and the generated secret; all the rest of the file system may be read-only.
VOLUME ["/data"]
EXPOSE 8000

HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]

ENTRYPOINT ["bluepencil"]
CMD ["serve", "--host", "0.0.0.0"]
