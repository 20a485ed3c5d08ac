#!/usr/bin/env bash
# Decides the cases of a Turtle file on a SPARQL server that holds the base and its rows: decide.sh CASES.ttl
set -u
query=${QUERY:-http://localhost:7878/query} store=${STORE:-http://localhost:7878/store}
stages=$(dirname "$0")/../queries/decide
base=https://w3id.org/yidi/id/base
run=$base/run/$$-$RANDOM
facts=$run/facts cells=$run/cells made=$(mktemp)
dataset="default-graph-uri=$base&default-graph-uri=$base/rows&default-graph-uri=$facts&default-graph-uri=$cells"
trap 'drop "$cells"; drop "$facts"; rm "$made"' EXIT

ask() { # STAGE TYPE: what a stage makes of the base, its rows, the facts and the cells
  curl -sSf "$query?$dataset" -H "Content-Type: application/sparql-query" -H "Accept: $2" --data-binary "@$stages/$1.rq"
}
add() { # GRAPH TYPE: adds what comes in
  curl -sS --fail-with-body "$store?graph=$1" -H "Content-Type: $2" --data-binary @- >&2
}
drop() { # GRAPH
  curl -s "$store?graph=$1" -X DELETE -o /dev/null
}
make() { # GRAPH STAGE…: adds what each stage constructs; false if the last one constructs nothing
  for stage in "${@:2}"; do
    ask "$stage" application/n-triples > "$made" && add "$1" application/n-triples < "$made" || exit 1
  done
  [ -s "$made" ]
}

add "$facts" text/turtle < "$1" || exit 1
make "$facts" 06-given 07-in-force 08-facts
while make "$facts" 09-later-facts; make "$cells" 10-due; do
  make "$cells" 11-cells 12-candidates 13-open
  while make "$cells" 14-split; do :; done
  make "$cells" 15-prevailing 16-outcomes 17-agreement
  make "$facts" 18-decided || { echo "$1: no case that has an IRI and a place of insurance" >&2; exit 1; }
  drop "$cells"
done
ask 19-result "${TYPE:-text/csv}"
