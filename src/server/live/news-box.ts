import type { NewsItem } from '../../changes/news.ts';

/** News that waits to be told, each item once. */
export interface NewsBox {
  add(item: NewsItem): void;
  /** Takes up to `count` items, the oldest first. */
  take(count: number): NewsItem[];
  readonly isEmpty: boolean;
}

/** @param limit how many items it holds. Beyond, it only holds that news was lost. */
export const createNewsBox = (limit: number): NewsBox => {
  const items = new Map<string, NewsItem>();
  const lost: NewsItem = { kind: 'lost' };
  return {
    add: (item) => {
      items.set(JSON.stringify(item), item);
      if (items.size <= limit) return;
      items.clear();
      items.set(JSON.stringify(lost), lost);
    },
    take: (count) => {
      const taken = [...items].slice(0, count);
      for (const [name] of taken) items.delete(name);
      return taken.map(([, item]) => item);
    },
    get isEmpty() {
      return items.size === 0;
    },
  };
};
