"""What can be counted of the claims, as columns in memory, brought forward batch by batch.

People filter first and read later, and every filter has its counts beside it, the map its circles and the histogram its
bars. On a million claims no index of a database counts all that in a tenth of a second: an index finds, it does not
count. The claims' few countable facets take some eighty bytes a claim, though. So they are held as columns (numpy), in
the order of the ledger's rows, and whatever is counted is a pass over them. Because the ledger never overwrites a row,
what a later batch added or closed is taken in without reading the rest anew.

The columns are kept in a file between starts (`shelf`), which is mapped rather than read. One process keeps what is shown
(`keeper`); where several answer, the others follow it (`follower`), told by `relay`.

Words are asked of the ledger's full-text index, and records are fetched from it by their numbers.
"""
