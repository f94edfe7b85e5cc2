package im.gateway.loadtest.oscar;

import im.gateway.loadtest.legacy.LegacyNetworkContract;
import im.gateway.loadtest.legacy.LegacySide;
import im.gateway.node.oscar.IcqNetworkFactory;

class IcqContractTest extends LegacyNetworkContract {
    @Override
    protected LegacySide open() {
        return new OscarSide(new IcqNetworkFactory(), OscarSide.Names.ICQ, Options.local(), "");
    }
}
