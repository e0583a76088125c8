# The server in a container. From the root of the project, after ./mvnw -DskipTests package:
#   docker build -f deploy/docker/server.Dockerfile -t build-server .
# JDK unpacks the jar, RUNTIME runs it. Nothing is written but /tmp, so run it with a read-only root and a tmpfs there.
ARG JDK=eclipse-temurin:25-jdk
ARG RUNTIME=eclipse-temurin:25-jre

FROM ${JDK} AS layers
WORKDIR /layers
COPY build-server-api/target/build-server-app.jar app.jar
# Layers by how often they change: a new version of ours is a layer of a few hundred kilobytes.
RUN java -Djarmode=tools -jar app.jar extract --layers --launcher --destination out

FROM ${RUNTIME}
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="build-server" \
      org.opencontainers.image.description="Server of the .NET build server" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      net.buildserver.sbom="/app/META-INF/sbom/application.cdx.json"
RUN useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin --uid 10000 build-server
WORKDIR /app
COPY --from=layers /layers/out/dependencies/ ./
COPY --from=layers /layers/out/spring-boot-loader/ ./
COPY --from=layers /layers/out/snapshot-dependencies/ ./
COPY --from=layers /layers/out/application/ ./
USER 10000
EXPOSE 8080
# Bash knows TCP, so that no curl is needed in the image.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${BUILD_SERVER_PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# SIGTERM ends polls and requests in order; give it --stop-timeout 30.
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=/tmp", "org.springframework.boot.loader.launch.JarLauncher"]
