// The reference: LEMON's NetworkSimplex with its defaults (block search) on a bipartite graph read from a binary file.
// Prints the seconds of run() alone and the objective. Layout (little endian): int32 needs, rows, arcs; int32 supplies[needs],
// capacities[rows], from[arcs], to[arcs]; float64 utilities[arcs] (whole numbers).
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

template <typename T> static std::vector<T> read(FILE *file, size_t count) {
  std::vector<T> values(count);
  if (fread(values.data(), sizeof(T), count, file) != count) { fprintf(stderr, "short file\n"); exit(1); }
  return values;
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : nullptr;
  if (!file) { fprintf(stderr, "usage: lemon GRAPH\n"); return 2; }
  const auto sizes = read<int32_t>(file, 3);
  const int needs = sizes[0], rows = sizes[1], arcs = sizes[2];
  const auto supplies = read<int32_t>(file, needs), capacities = read<int32_t>(file, rows);
  const auto from = read<int32_t>(file, arcs), to = read<int32_t>(file, arcs);
  const auto utilities = read<double>(file, arcs);
  fclose(file);

  // As a circulation: source -> needs, rows -> sink, sink -> source at no cost. Of the ways to let needs stay unserved and rows free this
  // is by far the quickest for LEMON: with one node that takes both it is 2 to 8 times slower (tried with five forms).
  typedef lemon::SmartDigraph Graph;
  Graph graph;
  graph.reserveNode(needs + rows + 2);
  graph.reserveArc(arcs + needs + rows + 1);
  for (int n = 0; n < needs + rows + 2; ++n) graph.addNode();
  const auto node = [&](int n) { return Graph::nodeFromId(n); };
  const auto source = node(needs + rows), sink = node(needs + rows + 1);
  Graph::ArcMap<int64_t> cost(graph);
  Graph::ArcMap<int> upper(graph);
  const auto add = [&](Graph::Node tail, Graph::Node head, int64_t price, int most) {
    const auto arc = graph.addArc(tail, head);
    cost[arc] = price;
    upper[arc] = most;
  };
  const int boundless = 1 << 30;
  for (int a = 0; a < arcs; ++a) add(node(from[a]), node(needs + to[a]), -(int64_t)utilities[a], boundless);
  for (int n = 0; n < needs; ++n) add(source, node(n), 0, supplies[n]);
  for (int r = 0; r < rows; ++r) add(node(needs + r), sink, 0, capacities[r]);
  add(sink, source, 0, boundless);

  typedef lemon::NetworkSimplex<Graph, int, int64_t> Simplex;
  Simplex simplex(graph);
  simplex.costMap(cost).upperMap(upper);
  const auto began = std::chrono::steady_clock::now();
  const auto ended = simplex.run();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (ended != Simplex::OPTIMAL) { fprintf(stderr, "not optimal\n"); return 1; }
  printf("%.6f %lld\n", seconds, (long long)-simplex.totalCost<int64_t>());
  return 0;
}
