# Every task has one name; what each does is told by sandbox/make and sandbox/cli.ts.
#   STACK=<env>       the stack; dev is the one of this machine
#   DATA=delete       lets `make destroy` delete keys and databases too
#   PLUGINS=official  uses only the vendor's resource plugins, never the stand-ins
export STACK ?= dev
export DATA ?= keep
export PLUGINS ?= auto

COMMANDS := up test check golden bench preview sql drift status env down destroy recover

.PHONY: help $(COMMANDS)

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

# make up        start everything and bring the stack up; a second time changes nothing
# make test      every test, as in CI
# make check     the part of the tests that needs no engine
# make golden    record the graph of resources anew, to be reviewed in git
# make bench     the measurements, as ratios, into bench/results
# make preview   what `make up` would change
# make sql       write the statements that database administrators run by hand
# make drift     what MySQL servers lack of what the stack declares
# make status    what runs, where, since when
# make env       settings for a shell of your own: eval "$(make -s env)"
# make down      stop what was started, keep the data
# make destroy   destroy the stack, then stop
# make recover   repair what an interrupted run left
$(COMMANDS):
	@sandbox/make $@
