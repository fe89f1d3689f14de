import { describe, expect, it } from 'vitest';
import { alertLink, parseRoute, pointLink } from './route';

describe('addresses', () => {
  it('finds the page and what it is about', () => {
    expect(parseRoute('')).toMatchObject({ page: 'overview', id: '' });
    expect(parseRoute('#/alerts')).toMatchObject({ page: 'alerts', id: '' });
    expect(parseRoute(alertLink('a-1'))).toMatchObject({ page: 'alert', id: 'a-1' });
    expect(parseRoute('#/settings/people')).toMatchObject({ page: 'settings', id: 'people' });
    expect(parseRoute('#/alerts?state=closed').query.get('state')).toBe('closed');
  });

  it('keeps an id whatever stands in it', () => {
    const id = 'gw-1:温度"<b>/?#.x';
    expect(parseRoute(pointLink(id)).id).toBe(id);
  });

  it.each(['#/nowhere', '#/constructor/x', '#/points', '#/%E0%A4%A'])('shows the overview for %s', (hash) => {
    expect(parseRoute(hash).page).toBe('overview');
  });
});
