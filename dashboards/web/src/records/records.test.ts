import { describe, expect, it } from 'vitest';
import { secondsAgo } from '../situation/samples.test-data';
import type { UpwardReport, Version } from './api';
import { inOrder } from './UpwardSection';

const report = (id: string, due: number, versions: number): UpwardReport => ({
  id,
  site: 'main',
  opened: secondsAgo(due),
  due: secondsAgo(due),
  late: false,
  versions: Array.from({ length: versions }, () => ({}) as Version),
});

describe('reports upward', () => {
  it('stand with what waits first, the nearest deadline on top, and then the newest', () => {
    const all = [report('done old', 900, 1), report('later', -600, 0), report('done new', 100, 2), report('overdue', 60, 0)];
    expect(inOrder(all).map((r) => r.id)).toEqual(['overdue', 'later', 'done new', 'done old']);
  });
});
