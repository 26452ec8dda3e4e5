module petri

go 1.26

require github.com/nlpodyssey/spago v1.1.0
