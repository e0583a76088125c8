# The build agent in a container. From the root of the project, after ./mvnw -DskipTests package:
#   docker build -f deploy/docker/agent.Dockerfile --build-arg SDK=mcr.microsoft.com/dotnet/sdk:10.0 -t build-agent .
#   docker run --stop-timeout 660 -e BUILD_AGENT_SERVER_URL=https://builds.example.com \
#     -e BUILD_AGENT_ENROLMENT_TOKEN_FILE=/run/secrets/token -v token:/run/secrets:ro -v build-agent:/var/lib/build-agent build-agent
# SDK names an image on Debian or Ubuntu with the .NET SDK that builds get; RUNTIME the one with the Java of the agent itself.
ARG RUNTIME=eclipse-temurin:25-jre
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0

FROM ${RUNTIME} AS java

FROM ${SDK}
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="build-agent" \
      org.opencontainers.image.description="Agent of the .NET build server" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      net.buildserver.sbom="/opt/build-agent/sbom/application.cdx.json"
# tini is process 1: it passes signals on and reaps what builds leave behind.
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap ca-certificates git git-lfs openssh-client tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /var/lib/build-agent --shell /usr/sbin/nologin --uid 10001 build-agent
COPY --from=java /opt/java/openjdk /opt/java
COPY build-agent/target/lib /opt/build-agent/lib
COPY build-agent/target/classes/META-INF/sbom /opt/build-agent/sbom
COPY build-agent/target/build-agent build-agent/target/build-agent.jar /opt/build-agent/
ENV JAVA_HOME=/opt/java \
    HOME=/var/lib/build-agent \
    BUILD_AGENT_WORK_DIR=/var/lib/build-agent \
    BUILD_AGENT_STATUS_PORT=9464
USER 10001
VOLUME /var/lib/build-agent
HEALTHCHECK --interval=30s --timeout=15s --start-period=30s \
  CMD ["/opt/build-agent/build-agent", "status", "--json"]
# A stop drains: give it --stop-timeout, or a termination grace period, longer than drain.timeout-minutes.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/bin/tini", "--", "/opt/build-agent/build-agent"]
