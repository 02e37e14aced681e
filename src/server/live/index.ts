import type { FastifyInstance } from 'fastify';
import type { Services } from '../../changes/work.ts';
import type { Peers } from '../../kit/http/peer.ts';
import type { StreamLimits } from '../transport/stream-limits.ts';
import { addEventStream } from './event-stream.ts';
import { createLiveHub, type HubParts } from './hub.ts';
import { createLiveFeed } from './live-feed.ts';
import { addLiveStream } from './live-stream.ts';
import { createPeerNews } from './peer-news.ts';
import { createStreams } from './streams.ts';

/** Adds the streams of server-sent events. Nothing runs while nobody reads one. */
export const addLiveStreams = (
  http: FastifyInstance,
  { store, controls, news, recorded }: Pick<Services, 'store' | 'controls' | 'news' | 'recorded'>,
  {
    journal,
    deliveries,
    ...options
  }: { limits: StreamLimits; peers: Peers } & Pick<HubParts, 'journal' | 'deliveries'>,
): { count(): number } => {
  const { openStream, count } = createStreams(http, { ...options, changed: controls.changed });
  const feed = createLiveFeed(store, recorded);
  const peerNews = createPeerNews(store.peers, news);
  http.addHook('onClose', () => peerNews.close());
  addEventStream(http, { store, feed, openStream });
  addLiveStream(http, {
    ...{ store, controls, feed, openStream },
    hub: createLiveHub({ store, controls, news, peerNews, journal, deliveries }),
  });
  return { count };
};
