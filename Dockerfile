# crossclaim with its model and the CPU build of torch, for a user without rights; nothing is fetched at run time.
#
#   docker build --tag crossclaim .
#   docker run --rm --network none --user "$(id -u):$(id -g)" --volume "$PWD:/data" crossclaim report articles/
ARG PYTHON=3.13

FROM python:${PYTHON}-slim-bookworm AS build
WORKDIR /src
RUN python -m venv /opt/crossclaim
ENV PATH=/opt/crossclaim/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
COPY constraints.txt ./
# torch from its own index first, where it is the CPU build; what comes next finds it installed.
RUN pip install --constraint constraints.txt --index-url https://download.pytorch.org/whl/cpu torch
COPY pyproject.toml README.md LICENSE ./
COPY man ./man
COPY compare ./compare
RUN pip install --constraint constraints.txt '.[all]'

FROM python:${PYTHON}-slim-bookworm
LABEL org.opencontainers.image.title="crossclaim" \
      org.opencontainers.image.description="Compare what several news sources say about the same facts." \
      org.opencontainers.image.licenses="Apache-2.0"
# The cache of vectors is writable for whichever user the container is run as.
RUN useradd --uid 10001 --create-home crossclaim \
    && install --directory --mode 1777 /cache /data
COPY --from=build /opt/crossclaim /opt/crossclaim
ENV PATH=/opt/crossclaim/bin:$PATH CROSSCLAIM_CACHE=/cache HF_HUB_OFFLINE=1 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
ENTRYPOINT ["crossclaim"]
CMD ["--help"]
