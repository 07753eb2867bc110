// The reference: LEMON's NetworkSimplex with its defaults (block search) on a bipartite graph read from a binary file.
// Prints the seconds of run() alone and the objective. Layout (little endian): int32 needs, rows, arcs; int32 supplies[needs],
// capacities[rows], from[arcs], to[arcs]; float64 utilities[arcs] (whole numbers).
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <utility>
#include <vector>

template <typename T> static std::vector<T> read(FILE *file, size_t count) {
  std::vector<T> values(count);
  if (fread(values.data(), sizeof(T), count, file) != count) { fprintf(stderr, "short file\n"); exit(1); }
  return values;
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : nullptr;
  if (!file) { fprintf(stderr, "usage: lemon GRAPH [REPEATS]\n"); return 2; }
  const auto sizes = read<int32_t>(file, 3);
  const int needs = sizes[0], rows = sizes[1], arcs = sizes[2];
  const auto supplies = read<int32_t>(file, needs), capacities = read<int32_t>(file, rows);
  const auto from = read<int32_t>(file, arcs), to = read<int32_t>(file, arcs);
  const auto utilities = read<double>(file, arcs);
  fclose(file);

  // What is not served, and what stays free, goes by a node of its own at no cost.
  const int hub = needs + rows;
  std::vector<std::pair<int, int>> ends;
  std::vector<int64_t> costs;
  // StaticDigraph wants arcs by their source: counting sort.
  std::vector<int> first(needs + 1, 0), order(arcs);
  for (int a = 0; a < arcs; ++a) ++first[from[a] + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  { auto next = first; for (int a = 0; a < arcs; ++a) order[next[from[a]]++] = a; }
  for (int n = 0; n < needs; ++n) {
    for (int i = first[n]; i < first[n + 1]; ++i) {
      ends.emplace_back(n, needs + to[order[i]]);
      costs.push_back(-(int64_t)utilities[order[i]]);
    }
    ends.emplace_back(n, hub);
    costs.push_back(0);
  }
  for (int r = 0; r < rows; ++r) { ends.emplace_back(hub, needs + r); costs.push_back(0); }

  typedef lemon::StaticDigraph Graph;
  Graph graph;
  graph.build(hub + 1, ends.begin(), ends.end());
  Graph::ArcMap<int64_t> cost(graph);
  for (size_t a = 0; a < costs.size(); ++a) cost[graph.arc((int)a)] = costs[a];
  Graph::NodeMap<int> supply(graph);
  int64_t rest = 0;
  for (int n = 0; n < needs; ++n) { supply[graph.node(n)] = supplies[n]; rest -= supplies[n]; }
  for (int r = 0; r < rows; ++r) { supply[graph.node(needs + r)] = -capacities[r]; rest += capacities[r]; }
  supply[graph.node(hub)] = (int)rest;

  typedef lemon::NetworkSimplex<Graph, int, int64_t> Simplex;
  Simplex simplex(graph);
  simplex.costMap(cost).supplyMap(supply);
  const auto began = std::chrono::steady_clock::now();
  const auto ended = simplex.run();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (ended != Simplex::OPTIMAL) { fprintf(stderr, "not optimal\n"); return 1; }
  printf("%.6f %lld\n", seconds, (long long)-simplex.totalCost<int64_t>());
  return 0;
}
