import { describe, expect, it } from 'vitest';
import { wayOf } from './ways';

const ORIGIN = 'https://sentry.example';
const request = (path: string, mode: RequestMode = 'cors', method = 'GET') => ({ url: new URL(path, ORIGIN).href, mode, method });

describe('the service worker', () => {
  it.each(['/api/v1/live', '/api/v1/alerts', '/api/v1/alerts/a/photo'])('does not touch %s', (path) => {
    expect(wayOf(request(path), ORIGIN)).toBe('untouched');
  });
  it('does not touch what is printed by the API, what is sent, and others’ servers', () => {
    expect(wayOf(request('/api/v1/reports/upward/a.html', 'navigate'), ORIGIN)).toBe('untouched');
    expect(wayOf(request('/', 'navigate', 'POST'), ORIGIN)).toBe('untouched');
    expect(wayOf(request('https://else.example/assets/a.js'), ORIGIN)).toBe('untouched');
  });
  it('says that a page is out of reach, and keeps hashed assets', () => {
    expect(wayOf(request('/?x#/alerts', 'navigate'), ORIGIN)).toBe('page');
    expect(wayOf(request('/assets/index-abc.js'), ORIGIN)).toBe('asset');
    expect(wayOf(request('/manifest.json'), ORIGIN)).toBe('untouched');
  });
});
