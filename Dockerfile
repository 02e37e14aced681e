# cosell as an image of Node 24 and what the server needs to run, and nothing else.
#
#   docker build -t cosell .
#   docker run --rm -p 127.0.0.1:4747:4747 -v cosell:/data -e COSELL_AUTH=off cosell
#
# docs/deploying.md says more, for one about COSELL_AUTH.
ARG NODE_IMAGE=node:24-bookworm-slim

# dist/, from src/. The package's own `node`, which its install script would fetch, is not needed where Node is 24.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

# What runs beside dist/. None of these packages has an install script that matters.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
WORKDIR /app
# The user `node` of the base image, by number: Kubernetes can only check a number for not being root.
RUN mkdir /data && chown 1000:1000 /data && chmod 700 /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY --from=build /app/dist ./dist
USER 1000:1000
# As environment, so that `docker run cosell serve --demo` keeps them.
ENV NODE_ENV=production COSELL_HOST=0.0.0.0 COSELL_PORT=4747 COSELL_DATA=/data
VOLUME /data
EXPOSE 4747
# Health, not readiness: a server that waits for its database is no better after a restart.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.COSELL_PORT + '/_cosell/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["serve"]
