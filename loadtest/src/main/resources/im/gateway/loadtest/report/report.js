(function () {
  'use strict';
  const results = JSON.parse(document.getElementById('results').textContent);
  const page = document.getElementById('page');
  const colours = ['#0b62c4', '#c7511f', '#17703a', '#7a3fb5', '#a8780a', '#0d7f86', '#b0246b', '#4b5563', '#5f7d1b'];
  Chart.defaults.animation = false;
  Chart.defaults.font.size = 12;

  function element(parent, name, text, kind) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    parent.appendChild(made);
    return made;
  }

  function number(value) {
    if (value === null || value === undefined || Number.isNaN(value)) return '–';
    if (typeof value !== 'number') return String(value);
    const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 2 : 4;
    return value.toLocaleString('en', { maximumFractionDigits: digits });
  }

  function table(parent, head, rows) {
    if (rows.length === 0) return;
    const made = element(element(parent, 'div', undefined, 'scroll'), 'table');
    const top = element(element(made, 'thead'), 'tr');
    head.forEach(each => element(top, 'th', each));
    const body = element(made, 'tbody');
    rows.forEach(row => {
      const line = element(body, 'tr');
      row.forEach(cell => element(line, 'td', typeof cell === 'object' && cell ? cell.text : number(cell), cell && cell.kind));
    });
  }

  function line(label, points, index, more) {
    return Object.assign({
      label, data: points, borderColor: colours[index % colours.length], backgroundColor: colours[index % colours.length],
      borderWidth: 1.5, pointRadius: 0, spanGaps: false
    }, more || {});
  }

  // Faults are lines of the chart like all others: from the bottom to the highest value that the others have.
  function faults(datasets, events, least) {
    let most = least;
    datasets.forEach(set => set.data.forEach(point => { if (point.y > most) most = point.y; }));
    const points = [];
    events.filter(event => !event.what.endsWith(' is done')).forEach(event => points.push(
      { x: event.second, y: least }, { x: event.second, y: most }, { x: event.second, y: NaN }));
    return line('fault', points, 7, { borderDash: [5, 4], order: 9 });
  }

  function chart(parent, caption, unit, datasets, events, options) {
    const some = datasets.filter(set => set.data.length > 0);
    if (some.length === 0) return;
    const figure = element(parent, 'figure');
    element(figure, 'figcaption', caption);
    const plot = element(figure, 'div', undefined, 'plot');
    const logarithmic = options && options.y === 'logarithmic';
    const marks = events && events.length > 0 ? [faults(some, events, logarithmic ? 0.1 : 0)] : [];
    new Chart(element(plot, 'canvas'), {
      type: 'line',
      data: { datasets: some.concat(marks) },
      options: {
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        interaction: { mode: 'nearest', axis: 'x', intersect: false },
        plugins: {
          legend: { position: 'bottom', labels: { boxWidth: 14, boxHeight: 3 } },
          decimation: { enabled: true, algorithm: 'min-max' },
          tooltip: { callbacks: { title: items => (options && options.title ? options.title(items[0].parsed.x) : number(items[0].parsed.x) + ' s') } }
        },
        scales: {
          x: Object.assign({ type: 'linear', title: { display: true, text: 'seconds' } }, options && options.x),
          y: { type: (options && options.y) || 'linear', beginAtZero: !logarithmic, title: { display: true, text: unit } }
        }
      }
    });
  }

  function over(timeline, value) {
    return timeline.map(sample => ({ x: sample.second, y: value(sample) }));
  }

  // Where nothing was timed there is no latency, and not one of 0.
  function latency(timeline, value) {
    return over(timeline, sample => (sample.max > 0 ? value(sample) : NaN));
  }

  // The scale of an HdrHistogram plot: every further nine takes the same width.
  const nines = {
    y: 'logarithmic',
    title: x => number(100 * (1 - 1 / x)) + ' %',
    x: {
      type: 'logarithmic',
      title: { display: true, text: 'percentile' },
      ticks: { callback: x => ({ 1: '0 %', 2: '50 %', 10: '90 %', 100: '99 %', 1000: '99.9 %', 10000: '99.99 %', 100000: '99.999 %' })[x] || '', autoSkip: false }
    }
  };

  function curve(percentiles) {
    return percentiles.curve.filter(point => point[0] < 100).map(point => ({ x: 1 / (1 - point[0] / 100), y: point[1] }));
  }

  function charts(parent, result) {
    const grid = element(parent, 'div', undefined, 'charts');
    const time = result.timeline;
    const nodes = result.kind === 'versus' ? ['the one whose turn it is'] : result.nodes.map(node => node.name);
    const each = value => nodes.map((name, n) => line(name, over(time, sample => value(sample)[n]), n));
    chart(grid, 'Throughput', 'messages/s', [
      line('sent', over(time, s => s.sent), 0), line('arrived or answered', over(time, s => s.settled), 2),
      line('errors', over(time, s => s.errors), 1)], result.events);
    chart(grid, 'Latency over time', 'ms', [
      line('p50', latency(time, s => s.p50), 0), line('p99', latency(time, s => s.p99), 1),
      line('max', latency(time, s => s.max), 7, { borderWidth: 0.75 })], result.events, { y: 'logarithmic' });
    chart(grid, 'Latency by percentile', 'ms',
      Object.entries(result.latencies).map(([operation, p], n) => line(operation, curve(p), n)), [], nines);
    const legacy = time.some(s => s.legacyOnline >= 0) ? [line('sessions on the legacy network', over(time, s => s.legacyOnline), 1)] : [];
    chart(grid, result.events.length ? 'Failover timeline: who is online' : 'Who is online', 'users',
      [line('users online', over(time, s => s.online), 0)].concat(legacy), result.events);
    chart(grid, 'Memory: heap with its garbage', 'MiB', each(s => s.heapMebibytes), result.events);
    chart(grid, 'CPU', 'cores', each(s => s.nodeCpu).concat(
      [line('load generator', over(time, s => s.harnessCpu), 7)]), result.events);
    chart(grid, 'Garbage collections, all nodes', 'ms in the second', [line('collections', over(time, s => s.collectionMillis), 3)], result.events);
    if (result.steps.length > 1) {
      const rates = result.steps.filter(step => step.perSecond > 0);
      const at = { x: { title: { display: true, text: 'arrivals per second' } }, title: x => number(x) + '/s' };
      const dots = { pointRadius: 3, showLine: result.kind !== 'versus' };
      const operations = [...new Set(rates.flatMap(step => Object.keys(step.latencies)))];
      if (result.kind === 'capacity') {
        chart(grid, 'Latency p99 by rate', 'ms', operations.map((operation, n) => line(operation, rates.filter(step => step.latencies[operation])
          .map(step => ({ x: step.perSecond, y: step.latencies[operation].p99 })), n, dots)), [], Object.assign({ y: 'logarithmic' }, at));
        chart(grid, 'CPU by rate', 'cores', [line('gateway', rates.map(step => ({ x: step.perSecond, y: step.cores })), 0, dots)], [], at);
      } else if (result.kind === 'growth') {
        const users = { x: { title: { display: true, text: 'users online' } }, title: x => number(x) + ' users' };
        chart(grid, 'Live heap by users', 'MiB', [line('live heap', rates.map(step => ({ x: step.online, y: step.liveHeapMebibytes })), 0, dots),
          line('resident', rates.map(step => ({ x: step.online, y: step.residentMebibytes })), 1, dots)], [], users);
        chart(grid, 'CPU by users', 'cores', [line('gateway', rates.map(step => ({ x: step.online, y: step.cores })), 0, dots)], [], users);
      }
    }
  }

  function tables(parent, result) {
    table(parent, ['criterion', 'measured', 'bound', ''], result.verdicts.map(v => [
      { text: v.criterion }, v.figure, v.bound, { text: v.kept ? 'kept' : 'broken', kind: v.kept ? 'kept' : 'broken' }]));
    result.warnings.forEach(warning => element(parent, 'p', 'Warning: ' + warning, 'warning'));
    element(parent, 'h2', 'Latencies in milliseconds, from the intended time');
    table(parent, ['operation', 'count', 'p50', 'p90', 'p99', 'p99.9', 'max'], Object.entries(result.latencies).map(([name, p]) => [
      { text: name }, p.count, p.p50, p.p90, p.p99, p.p999, p.max]));
    element(parent, 'h2', 'Messages');
    const m = result.messages;
    table(parent, ['sent', 'arrived', 'refused', 'lost', 'duplicates', 'out of order'], [[
      { text: number(m.sent) }, m.arrived, m.refused, m.lost, m.duplicates, m.reordered]]);
    table(parent, ['answered with', 'times'], Object.entries(result.errors).map(([error, count]) => [{ text: error }, count]));
    element(parent, 'h2', 'Stretches');
    table(parent, ['stretch', 'meant/s', 'online', 'relayed/s', 'achieved', 'CPU s/10,000', 'of it JIT', 'cores', 'RSS MiB', 'live MiB'],
      result.steps.map(s => [{ text: s.name }, s.perSecond, s.online, s.relayed, s.achieved, s.cpuSecondsPer10000,
        s.compilerSecondsPer10000, s.cores, s.residentMebibytes, s.liveHeapMebibytes]));
    const own = [...new Set(result.nodes.flatMap(n => Object.keys(n.counts || {})))].sort();
    if (own.length) {
      element(parent, 'h2', 'What the nodes counted while it was measured; gauges at its end');
      table(parent, ['meter'].concat(result.nodes.map(n => n.name)), own.map(name => [{ text: name }].concat(result.nodes.map(n => (n.counts || {})[name]))));
    }
    const found = Object.entries(result.figures).filter(([name]) => !(name in m) && !Object.keys(result.latencies).some(o => name.startsWith(o + '.')));
    element(parent, 'h2', 'Figures');
    table(parent, ['figure', 'value'], found.map(([name, value]) => [{ text: name }, value]));
    if (result.parts.length) {
      element(parent, 'h2', 'Live heap for each user, by class');
      table(parent, ['class', 'bytes'], result.parts.map(part => [{ text: part.name }, part.bytesPerUser]));
    }
    if (result.events.length) {
      element(parent, 'h2', 'Faults');
      table(parent, ['what', 'second'], result.events.map(event => [{ text: event.what }, event.second]));
    }
    element(parent, 'h2', 'Processes');
    table(parent, ['process', 'CPU s', 'of it JIT', 'RSS MiB', 'live heap MiB', 'collections', 'their ms'], result.nodes.map(n => [
      { text: n.name }, n.cpuSeconds, n.compilerSeconds, n.residentMebibytes, n.liveHeapMebibytes, n.collections, n.collectionMillis])
      .concat([[{ text: 'load generator (' + result.harness.generators + ')' }, result.harness.cpuSeconds, null, null, null, null, null]]));
    const all = element(parent, 'details');
    element(all, 'summary', 'Every setting that was in force');
    element(all, 'pre', JSON.stringify(result.configuration, null, 2));
  }

  function name(result, n) {
    return results.length > 1 ? String.fromCharCode(65 + n) + ' ' + result.scenario : result.scenario;
  }

  function compare() {
    const section = element(page, 'section');
    element(section, 'h1', 'Comparison');
    results.forEach((result, n) => element(section, 'p', name(result, n) + ': ' + result.started + ', seed ' + result.seed, 'pale'));
    const grid = element(section, 'div', undefined, 'charts');
    const from = result => (result.timeline.length ? result.timeline[0].second : 0);
    const shifted = (result, value) => latency(result.timeline, value).map(point => ({ x: point.x - from(result), y: point.y }));
    chart(grid, 'Throughput', 'messages/s', results.map((r, n) => line(name(r, n), over(r.timeline, s => s.settled).map(p => ({ x: p.x - from(r), y: p.y })), n)));
    chart(grid, 'Latency p99 over time', 'ms', results.map((r, n) => line(name(r, n), shifted(r, s => s.p99), n)), [], { y: 'logarithmic' });
    const operations = [...new Set(results.flatMap(r => Object.keys(r.latencies)))];
    operations.forEach(operation => chart(grid, 'Latency by percentile: ' + operation, 'ms', results
      .map((r, n) => line(name(r, n), r.latencies[operation] ? curve(r.latencies[operation]) : [], n)), [], nines));
    const figures = [...new Set(results.flatMap(r => Object.keys(r.figures)))];
    table(section, ['figure'].concat(results.map(name), results.length === 2 ? ['B / A'] : []), figures.map(figure => {
      const values = results.map(r => r.figures[figure]);
      return [{ text: figure }].concat(values, values.length === 2 ? [values[0] ? values[1] / values[0] : NaN] : []);
    }));
  }

  if (results.length > 1) compare();
  results.forEach((result, n) => {
    const section = element(page, 'section');
    element(section, 'h1', name(result, n));
    element(section, 'p', result.description);
    element(section, 'p', result.started + ' · seed ' + result.seed + ' · ' + result.machine.processors + ' × ' + result.machine.processor + ', '
      + number(result.machine.memoryMebibytes / 1024) + ' GiB, ' + number(100 * result.machine.idle) + ' % idle · '
      + Object.entries(result.versions).map(([what, version]) => what + ' ' + version).join(', '), 'pale');
    const passed = result.verdicts.every(v => v.kept);
    element(section, 'p', passed ? 'Every criterion was kept.' : 'A criterion was broken.', passed ? 'kept' : 'broken');
    charts(section, result);
    tables(section, result);
  });
  // Canvases keep their size: paper is narrower than most screens.
  addEventListener('beforeprint', () => Object.values(Chart.instances).forEach(each => each.resize()));
  addEventListener('afterprint', () => Object.values(Chart.instances).forEach(each => each.resize()));
})();
