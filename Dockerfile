# Builds the package as it is published, then installs it without anything that only the build needs.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json tsconfig.json README.md CHANGELOG.md LICENSE ./
COPY server server
COPY web web
# `npm ci` builds (prepare); what runs later has the versions of the lock file.
RUN npm ci --no-audit --no-fund \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-alpine
WORKDIR /facteur
COPY --from=build /build/package.json /build/LICENSE ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/web/dist web/dist
ENV NODE_ENV=production \
    FACTEUR_HOST=0.0.0.0 \
    FACTEUR_STATE_DIR=/tmp/facteur
USER node
EXPOSE 1025 8025 1110 1143 1465 8443 1995 1993
# Those who wait until it is healthy wait for one interval.
HEALTHCHECK --interval=3s --timeout=3s \
    CMD ["node", "--eval", "http.get('http://127.0.0.1:' + (process.env.FACTEUR_HTTP_PORT || 8025) + '/livez', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
