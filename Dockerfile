# cosell on Node 24. It needs nothing beside its own bundle.
#
#   docker build -t cosell .
#   docker run --rm -p 127.0.0.1:4747:4747 -v cosell:/data -e COSELL_AUTH=off cosell
#
# See docs/operate/deploying.md, also about COSELL_AUTH.
ARG NODE_IMAGE=node:24-bookworm-slim

# Builds dist/ from src/, console/ and docs/, with the bill of materials dist/sbom.cdx.json. The image has Node 24, so the `node` package's install script is
# not needed. It is the same for every platform, so that it is made on the one that builds.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY console ./console
COPY bundle ./bundle
COPY supply-chain ./supply-chain
COPY docs ./docs
COPY ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md SECURITY.md ./
RUN npm run build && npm run sbom

FROM ${NODE_IMAGE}
ARG VERSION=unknown
ARG REVISION=unknown
ARG SOURCE=unknown
# Source: OCI image specification, "Pre-Defined Annotation Keys". It has none for a bill of materials.
LABEL org.opencontainers.image.title="cosell" \
  org.opencontainers.image.description="A self-hosted server that speaks the AWS Partner Central Selling API." \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.source="${SOURCE}" \
  cosell.sbom="/app/dist/sbom.cdx.json" \
  cosell.sbom.format="application/vnd.cyclonedx+json"
WORKDIR /app
# The base image's user `node`, by number: Kubernetes can only verify a number as not root.
RUN mkdir /data /docker-entrypoint-init.d && chown 1000:1000 /data && chmod 700 /data
COPY package.json LICENSE ./
COPY --from=build /app/dist ./dist
USER 1000:1000
# Environment rather than arguments, so that `docker run cosell serve --demo` keeps them.
ENV NODE_ENV=production COSELL_HOST=0.0.0.0 COSELL_PORT=4747 COSELL_DATA=/data COSELL_INIT=/docker-entrypoint-init.d
VOLUME /data
EXPOSE 4747
# Health rather than readiness: a restart does not help a server that waits for its database.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.COSELL_PORT + '/_cosell/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# SIGUSR1 must not open the inspector.
ENTRYPOINT ["node", "--disable-sigusr1", "dist/cli/main.js"]
CMD ["serve"]
